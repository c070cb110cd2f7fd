#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

using PagingTest = SimulatorFixture;

TEST_F(PagingTest, GivesEveryRecordOnceNewestFirst) {
  Restart(Unlimited(1050));
  int pages = 0;
  const std::vector<int64_t> ids = Walk("/v3/candidates", &pages);
  EXPECT_EQ(ids.size(), 1050u);
  EXPECT_EQ(pages, 11);
  EXPECT_TRUE(std::is_sorted(ids.rbegin(), ids.rend()));
  EXPECT_EQ(std::set<int64_t>(ids.begin(), ids.end()).size(), 1050u);
}

TEST_F(PagingTest, HasNoLinkOnTheLastPage) {
  Restart(Unlimited(100));
  EXPECT_EQ(Header(Get("/v3/candidates"), "Link"), "");
  EXPECT_EQ(Header(Get("/v3/candidates?per_page=500"), "Link"), "");
  EXPECT_NE(Header(Get("/v3/candidates?per_page=99"), "Link"), "");
}

TEST_F(PagingTest, LinksToWhereItWasAsked) {
  const std::string link = Header(Get("/v3/candidates?per_page=1"), "Link");
  EXPECT_EQ(link.find("<http://vendor.test/v3/candidates?cursor="), 0u);
  EXPECT_NE(link.find(">; rel=\"next\""), std::string::npos);
}

TEST_F(PagingTest, TakesPageSizesFrom1To500) {
  EXPECT_EQ(Numbers(Get("/v3/candidates?per_page=1")).size(), 1u);
  EXPECT_EQ(Numbers(Get("/v3/candidates?per_page=500")).size(), 500u);
  EXPECT_EQ(Numbers(Get("/v3/candidates")).size(), 100u);
  for (const char* size : {"0", "501", "-1", "x", ""}) {
    EXPECT_EQ(Get(absl::StrCat("/v3/candidates?per_page=", size)).status, 422);
  }
}

TEST_F(PagingTest, RefusesCompanyForACursor) {
  const std::string next = NextOf(Get("/v3/candidates?per_page=10"));
  EXPECT_EQ(Get(next).status, 200);
  EXPECT_EQ(Get(next + "&per_page=10").status, 422);
  EXPECT_EQ(Get(next + "&ids=1").status, 422);
}

TEST_F(PagingTest, KeepsFiltersAndPageSizeInTheCursor) {
  Restart(Unlimited(300));
  const std::vector<int64_t> all =
      Walk("/v3/applications?status=active&per_page=7");
  EXPECT_EQ(all, Walk("/v3/applications?status=active&per_page=500"));
  EXPECT_GT(all.size(), 7u);
}

TEST_F(PagingTest, RefusesForgedForeignAndLapsedCursors) {
  std::string next = NextOf(Get("/v3/candidates?per_page=10"));
  EXPECT_EQ(Get("/v3/candidates?cursor=Zm9yZ2Vk").status, 422);
  EXPECT_EQ(Get("/v3/candidates?cursor=").status, 422);
  EXPECT_EQ(Get(next + "AA").status, 422);
  std::string foreign = next;
  foreign.replace(foreign.find("candidates"), 10, "applications");
  EXPECT_EQ(Get(foreign).status, 422);
  token_.clear();
  vendor_->SetSkew(absl::Hours(24));
  EXPECT_EQ(Get(next).status, 422);
}

TEST_F(PagingTest, NeverSkipsOrRepeatsWhileRecordsCome) {
  GreenhouseOptions options = Unlimited(250);
  options.grow_between_pages = true;
  Restart(options);
  const std::vector<int64_t> ids = Walk("/v3/candidates?per_page=50");
  EXPECT_EQ(ids.size(), 250u);
  EXPECT_EQ(std::set<int64_t>(ids.begin(), ids.end()).size(), 250u);
  EXPECT_EQ(vendor_->Data().candidates.size(), 255u);
}

TEST_F(PagingTest, CanPutAnEmptyPageInTheMiddle) {
  GreenhouseOptions options = Unlimited(100);
  options.empty_page_after = 2;
  Restart(options);
  Reply reply = Get("/v3/candidates?per_page=20");
  reply = Get(NextOf(reply));
  reply = Get(NextOf(reply));
  EXPECT_EQ(*reply.body, "[]");
  EXPECT_NE(NextOf(reply), "");
  EXPECT_EQ(Walk("/v3/candidates?per_page=20").size(), 100u);
}

TEST_F(PagingTest, LeavesOutDeletedRecords) {
  Restart(Unlimited(100));
  const std::string next = NextOf(Get("/v3/candidates?per_page=10"));
  vendor_->Mutate([](Company& company) {
    company.candidates[90].deleted = true;  // the cursor's own record
    company.candidates[50].deleted = true;
  });
  EXPECT_EQ(Walk(next).size(), 89u);
  EXPECT_EQ(Walk("/v3/candidates").size(), 98u);
}

TEST_F(PagingTest, ServesEveryCollection) {
  Restart(Unlimited(300));
  for (const std::string& name : GreenhouseSimulator::Collections()) {
    const std::vector<int64_t> ids =
        Walk(absl::StrCat("/v3/", name, "?per_page=500"));
    EXPECT_EQ(ids.empty(), name == "bulk_requests") << name;
    EXPECT_TRUE(std::is_sorted(ids.rbegin(), ids.rend())) << name;
  }
}

}  // namespace
}  // namespace hirewire::sim
