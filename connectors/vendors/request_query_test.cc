#include "connectors/vendors/request_query.h"

#include <map>
#include <string>
#include <variant>

#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"

namespace hirewire::vendors {
namespace {

TEST(RequestQuery, TakesFiltersInTheUnifiedModelsWords) {
  v1::ListApplicationsRequest request;
  request.set_connection_id("acme");
  request.set_page_size(7);
  request.set_job_id("5");
  request.set_status(v1::APPLICATION_STATUS_ACTIVE);
  request.set_prospect(false);
  request.mutable_created_after()->set_seconds(10);
  request.mutable_created_after()->set_nanos(5);
  const auto query = ListQueryOf(request, "Application");
  EXPECT_EQ(query.entity, "Application");
  EXPECT_EQ(query.page_size, 7);
  std::map<std::string, connectors::FilterValue> filters;
  for (const auto& filter : query.filters) filters[filter.name] = filter;
  ASSERT_EQ(filters.size(), 4u);
  EXPECT_EQ(std::get<std::string>(filters["job_id"].value), "5");
  EXPECT_EQ(std::get<std::string>(filters["status"].value), "ACTIVE");
  EXPECT_EQ(std::get<std::string>(filters["prospect"].value), "false");
  EXPECT_EQ(std::get<absl::Time>(filters["created_after"].value),
            absl::FromUnixSeconds(10) + absl::Nanoseconds(5));
}

TEST(RequestQuery, AnEmptyRequestAsksForAHundredOfEverything) {
  const auto query = ListQueryOf(v1::ListApplicationsRequest(), "Application");
  EXPECT_EQ(query.page_size, 100);
  EXPECT_TRUE(query.filters.empty());
  EXPECT_TRUE(query.read_mask.empty());
}

TEST(RequestQuery, AGetKeepsIdMaskAndRaw) {
  v1::GetApplicationRequest request;
  request.set_id("8");
  request.mutable_read_mask()->add_paths("status");
  request.set_include_raw(true);
  const auto query = GetQueryOf(request, "Application");
  EXPECT_EQ(query.id, "8");
  EXPECT_EQ(query.read_mask, connectors::ReadMask{"status"});
  EXPECT_TRUE(query.include_raw);
}

}  // namespace
}  // namespace hirewire::vendors
