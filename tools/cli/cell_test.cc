#include "tools/cli/cell.h"

#include <google/protobuf/text_format.h>

#include <string>

#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/job_stage.pb.h"

namespace hirewire::cli {
namespace {

template <typename Record>
std::string Cell(const std::string& text, const std::string& path) {
  Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record));
  return CellOf(record, path);
}

TEST(Cell, ShowsPlainValues) {
  EXPECT_EQ(Cell<v1::Candidate>("full_name: 'Zo\xC3\xAB'", "full_name"),
            "Zo\xC3\xAB");
  EXPECT_EQ(Cell<v1::Candidate>("private: true", "private"), "yes");
  EXPECT_EQ(Cell<v1::Candidate>("private: false", "private"), "no");
  EXPECT_EQ(Cell<v1::JobStage>("position: 2.5", "position"), "2.5");
}

TEST(Cell, WhatIsNotSetIsEmpty) {
  for (const char* path : {"full_name", "private", "create_time", "emails",
                           "emails.address", "no_such_field", "id.x", ""}) {
    EXPECT_EQ(Cell<v1::Candidate>("", path), "") << path;
  }
  EXPECT_EQ(Cell<v1::Application>("", "status"), "");
}

TEST(Cell, AnInstantIsShort) {
  EXPECT_EQ(
      Cell<v1::Candidate>("create_time { seconds: 1700000000 }", "create_time"),
      "2023-11-14 22:13");
}

TEST(Cell, AnEnumIsASmallWordOrTheVendorsOwn) {
  EXPECT_EQ(Cell<v1::Application>("status: APPLICATION_STATUS_ACTIVE "
                                  "status_source: 'in_process'",
                                  "status"),
            "active");
  EXPECT_EQ(Cell<v1::Application>("status: APPLICATION_STATUS_OTHER "
                                  "status_source: 'Parked'",
                                  "status"),
            "Parked");
  EXPECT_EQ(Cell<v1::Application>("status: 9999", "status"), "9999");
}

TEST(Cell, OfSeveralValuesTheFirstAndHowManyFollow) {
  const std::string two =
      "emails { address: 'a@x.org' } emails { address: 'b@x.org' }";
  EXPECT_EQ(Cell<v1::Candidate>(two, "emails.address"), "a@x.org +1");
  EXPECT_EQ(Cell<v1::Candidate>("tags: 'x'", "tags"), "x");
  EXPECT_EQ(Cell<v1::Candidate>("tags: ['x', 'y', 'z']", "tags"), "x +2");
}

}  // namespace
}  // namespace hirewire::cli
