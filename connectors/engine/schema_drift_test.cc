// What operations report of the records that they map.
#include "connectors/engine/schema_drift.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "connectors/api/query.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SchemaDriftTest : public testing::Test {
 protected:
  void List(const std::string& entity) {
    connectors::ListQuery query;
    query.entity = entity;
    ASSERT_TRUE(vendor_.List<v1::ListTagsResponse>(query).ok());
  }
  v1::EntityDrift Of(const std::string& entity) {
    for (v1::EntityDrift& drift : vendor_.drift().Of("acme")) {
      if (drift.entity() == entity) return drift;
    }
    return {};
  }

  TestingVendor vendor_;
};

TEST_F(SchemaDriftTest, ListsAreSampledOnceAPageByTurns) {
  vendor_.Serve("/v2/tags", R"({"data": [{"id": 1, "name": "a", "one": 1},
                                         {"id": 2, "name": "b", "two": 1}]})");
  List("Tag");
  EXPECT_EQ(Of("Tag").record_count(), 2);
  EXPECT_EQ(Of("Tag").sample_count(), 1);
  ASSERT_THAT(Of("Tag").new_fields(), SizeIs(1));
  EXPECT_EQ(Of("Tag").new_fields(0).name(), "one");
  List("Tag");
  ASSERT_THAT(Of("Tag").new_fields(), SizeIs(2));
  EXPECT_EQ(Of("Tag").new_fields(1).name(), "two");
  EXPECT_THAT(vendor_.news(), ElementsAre("Tag one ", "Tag two "));
}

TEST_F(SchemaDriftTest, GetsCountToo) {
  vendor_.Serve("/v2/jobs/7", R"({"job": {"id": "7", "details": {},
                                          "team": "x"}})");
  connectors::GetQuery query;
  query.entity = "Job";
  query.id = "7";
  ASSERT_TRUE(vendor_.Get<v1::GetJobResponse>(query).ok());
  ASSERT_THAT(Of("Job").new_fields(), SizeIs(1));
  EXPECT_EQ(Of("Job").new_fields(0).name(), "team");
}

TEST_F(SchemaDriftTest, ARecordThatIsNotTheOneAskedForIsNoSample) {
  vendor_.Serve("/v2/jobs/7", R"({"job": {"id": "8", "team": "x"}})");
  connectors::GetQuery query;
  query.entity = "Job";
  query.id = "7";
  ASSERT_FALSE(vendor_.Get<v1::GetJobResponse>(query).ok());
  EXPECT_THAT(vendor_.drift().Of(""), IsEmpty());
}

TEST_F(SchemaDriftTest, WordsThatBecomeOtherAreReported) {
  TestingVendor vendor(absl::StrCat(kTestingManifest, R"pb(
    entities {
      message: "Application"
      list { request { path: "/applications" } }
      fields { to: "id" from: "id" }
      fields { to: "status" from: "status" table: "stages" }
    }
  )pb"));
  vendor.Serve("/v2/applications", R"([{"id": 1, "status": "open"},
      {"id": 2, "status": "frozen"}, {"id": 3, "status": "frozen"},
      {"id": 4, "status": true}])");
  connectors::ListQuery query;
  query.entity = "Application";
  ASSERT_TRUE(vendor.List<v1::ListApplicationsResponse>(query).ok());
  const auto drift = vendor.drift().Of("");
  ASSERT_THAT(drift, SizeIs(1));
  ASSERT_THAT(drift[0].new_words(), SizeIs(2));
  EXPECT_EQ(drift[0].new_words(0).word(), "frozen");
  EXPECT_EQ(drift[0].new_words(0).count(), 2);
  EXPECT_EQ(drift[0].new_words(1).word(), "true");
  EXPECT_THAT(vendor.news(), ElementsAre("Application status frozen",
                                         "Application status true"));
}

TEST_F(SchemaDriftTest, OtherVendorsAreLeftOut) {
  vendor_.Serve("/v2/tags", R"({"data": []})");
  List("Tag");
  EXPECT_THAT(vendor_.drift().Of("globex"), IsEmpty());
  EXPECT_THAT(vendor_.drift().Of(""), SizeIs(1));
}

}  // namespace
}  // namespace hirewire::engine
