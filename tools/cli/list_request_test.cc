#include "tools/cli/list_request.h"

#include <string>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"

namespace hirewire::cli {
namespace {

class ListRequestTest : public ::testing::Test {
 protected:
  std::string ErrorOf(const std::string& filter) {
    return std::string(SetFilter(filter, request_).message());
  }
  v1::ListApplicationsRequest request_;
};

TEST_F(ListRequestTest, SetsFiltersOfEveryKind) {
  for (const char* filter : {"status=active", "job-id=7", "prospect=no",
                             "updated_after=2024-01-31T09:30:00.5+01:00",
                             "created_before=2024-01-31", "tag=a=b"}) {
    EXPECT_EQ(ErrorOf(filter), "") << filter;
  }
  EXPECT_EQ(request_.status(), v1::APPLICATION_STATUS_ACTIVE);
  EXPECT_EQ(request_.job_id(), "7");
  EXPECT_TRUE(request_.has_prospect());
  EXPECT_FALSE(request_.prospect());
  EXPECT_EQ(request_.updated_after().seconds(), 1706689800);
  EXPECT_EQ(request_.updated_after().nanos(), 500000000);
  EXPECT_EQ(request_.created_before().seconds(), 1706659200);
  EXPECT_EQ(request_.tag(), "a=b");
}

TEST_F(ListRequestTest, SaysWhatWouldDo) {
  EXPECT_TRUE(absl::StrContains(ErrorOf("stauts=active"), "job_posting_id"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("status=lively"), "rejected"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("prospect=maybe"), "yes or no"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("updated_after=soon"), "2024-01-31"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("status"), "name=value"));
}

TEST_F(ListRequestTest, WhatIsNoFilterCannotBeSetAsOne) {
  EXPECT_TRUE(absl::StrContains(ErrorOf("page_size=7"), "no filter"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("connection_id=7"), "no filter"));
}

TEST_F(ListRequestTest, SetsMaskTextNumberAndSwitch) {
  SetMask("id, stage_name", request_);
  SetText("connection_id", "acme", request_);
  SetNumber("page_size", 7, request_);
  SetSwitch("include_raw", true, request_);
  EXPECT_THAT(request_.read_mask().paths(),
              ::testing::ElementsAre("id", "stage_name"));
  EXPECT_EQ(request_.connection_id(), "acme");
  EXPECT_EQ(request_.page_size(), 7);
  EXPECT_TRUE(request_.include_raw());
}

}  // namespace
}  // namespace hirewire::cli
