#include "tools/cli/columns.h"

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/connection.pb.h"
#include "hirewire/v1/connector.pb.h"
#include "tools/cli/entities.h"

namespace hirewire::cli {
namespace {

namespace pb = google::protobuf;

bool Exists(const pb::Descriptor* message, const std::string& path) {
  const std::vector<std::string> parts = absl::StrSplit(path, '.');
  for (const std::string& part : parts) {
    if (message == nullptr) return false;
    const pb::FieldDescriptor* field = message->FindFieldByName(part);
    if (field == nullptr) return false;
    message = field->message_type();
  }
  return true;
}

TEST(Columns, EveryEntityHasSomeAndAllOfThemExist) {
  for (const Entity& entity : AllEntities()) {
    const auto columns = ColumnsOf(*entity.type);
    EXPECT_GE(columns.size(), 2u) << entity.plural;
    EXPECT_EQ(columns[0], "id") << entity.plural;
    for (const std::string& path : columns) {
      EXPECT_TRUE(Exists(entity.type, path)) << entity.plural << " " << path;
    }
  }
  for (const pb::Descriptor* other :
       {v1::Connection::descriptor(), v1::Connector::descriptor()}) {
    for (const std::string& path : ColumnsOf(*other)) {
      EXPECT_TRUE(Exists(other, path)) << path;
    }
  }
}

TEST(Columns, AMessageNobodyThoughtOfHasItsPlainFields) {
  EXPECT_THAT(ColumnsOf(*v1::Education::descriptor()),
              ::testing::ElementsAre("id", "school", "degree", "discipline",
                                     "summary", "start_date"));
}

TEST(Columns, HeadersAreShort) {
  EXPECT_EQ(HeaderOf("emails.address"), "EMAILS");
  EXPECT_EQ(HeaderOf("full_name"), "FULL NAME");
  EXPECT_EQ(HeaderOf("update_time"), "UPDATE");
  EXPECT_EQ(HeaderOf("id"), "ID");
}

}  // namespace
}  // namespace hirewire::cli
