#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/http/test_client.h"
#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

using PagingTest = WorkableFixture;

TEST_F(PagingTest, WalksEveryListOnceInOrderOfIds) {
  struct Walked {
    const char* list;
    size_t count;
  };
  const auto members = std::count_if(
      data_.users.begin(), data_.users.end(),
      [](const User& user) { return !user.service_account && user.active; });
  const auto events = std::count_if(
      data_.interviews.begin(), data_.interviews.end(), [](const Interview& i) {
        return (i.start.has_value() || i.all_day_start.has_value()) &&
               i.status != InterviewStatus::kSkipped;
      });
  for (const auto& [list, count] :
       {Walked{"candidates", data_.applications.size()},
        Walked{"jobs", data_.jobs.size()},
        Walked{"members", static_cast<size_t>(members)},
        Walked{"events", static_cast<size_t>(events)},
        Walked{"requisitions", data_.openings.size()}}) {
    const std::vector<std::string> ids =
        Walk(absl::StrCat("/", list, "?limit=7"), list);
    EXPECT_EQ(ids.size(), count) << list;
    // The order of hex numbers of one length is that of their texts.
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end())) << list;
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
  }
}

TEST_F(PagingTest, LeadsOnByTheIdOfWhatComesNext) {
  const Reply first = Get("/candidates?limit=2");
  const std::string next = NextOf(first);
  EXPECT_EQ(next, absl::StrCat("http://vendor.test/spi/v3/candidates?limit=2"
                               "&since_id=",
                               vendor_->IdOf("candidates", 2)));
  // since_id is inclusive: that very one comes first.
  EXPECT_EQ(Texts(Get(next), "candidates", "id")[0],
            vendor_->IdOf("candidates", 2));
  EXPECT_EQ(Texts(first, "candidates", "id")[1],
            vendor_->IdOf("candidates", 1));
}

TEST_F(PagingTest, GivesFiftyUnlessToldOtherwise) {
  EXPECT_EQ(Texts(Get("/candidates"), "candidates", "id").size(), 50u);
  EXPECT_EQ(Texts(Get("/candidates?limit=100"), "candidates", "id").size(),
            100u);
}

TEST_F(PagingTest, LeavesPagingOutOnTheLastPage) {
  const Reply reply = Get("/jobs?limit=100");
  EXPECT_EQ(reply.body->find("paging"), std::string::npos);
  // As many as fit are not one page too few.
  const Reply exact = Get(absl::StrCat("/jobs?limit=", data_.jobs.size()));
  EXPECT_EQ(exact.body->find("paging"), std::string::npos);
  EXPECT_EQ(Get("/departments").body->find("paging"), std::string::npos);
}

TEST_F(PagingTest, DropsIntoTheJobsPath) {
  const std::string job = vendor_->IdOf("jobs", 0);
  const Reply reply =
      Get(absl::StrCat("/candidates?shortcode=", job, "&limit=2"));
  const std::string next = NextOf(reply);
  EXPECT_EQ(next.find(absl::StrCat("http://vendor.test/spi/v3/jobs/", job,
                                   "/candidates?limit=2&since_id=")),
            0u)
      << next;
  const auto count = std::count_if(
      data_.applications.begin(), data_.applications.end(),
      [](const Application& application) { return application.job == 0; });
  EXPECT_EQ(Walk(absl::StrCat("/candidates?shortcode=", job, "&limit=2"),
                 "candidates")
                .size(),
            static_cast<size_t>(count));
}

TEST_F(PagingTest, KeepsFiltersInTheLink) {
  const std::string next =
      NextOf(Get("/jobs?state=published&updated_after=2020-01-01T00:00:00Z"
                 "&limit=1"));
  EXPECT_NE(next.find("state=published"), std::string::npos);
  EXPECT_NE(next.find("updated_after=2020-01-01T00%3A00%3A00Z"),
            std::string::npos);
}

TEST_F(PagingTest, StopsAtMaxId) {
  const std::string last = vendor_->IdOf("candidates", 4);
  const std::vector<std::string> ids =
      Walk(absl::StrCat("/candidates?limit=2&max_id=", last), "candidates");
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_EQ(ids.back(), last);
}

TEST_F(PagingTest, RefusesLimitsAndIdsThatAreNone) {
  for (const char* query : {"limit=0", "limit=101", "limit=-1", "limit=ten",
                            "since_id=XYZ", "since_id=2A", "max_id="}) {
    const Reply reply = Get(absl::StrCat("/candidates?", query));
    EXPECT_EQ(reply.status, 422) << query;
    EXPECT_EQ(reply.body->find(R"({"error":")"), 0u);
  }
}

TEST_F(PagingTest, SeesEverythingWhileDataGrows) {
  Restart(
      {.candidates = 120, .rate_limits = false, .grow_between_pages = true});
  int pages = 0;
  const std::vector<std::string> ids =
      Walk("/candidates?limit=10", "candidates", &pages);
  EXPECT_GT(pages, 12);
  const std::set<std::string> distinct(ids.begin(), ids.end());
  EXPECT_EQ(distinct.size(), ids.size());
  for (size_t i = 0; i < data_.applications.size(); ++i) {
    EXPECT_EQ(distinct.count(vendor_->IdOf("candidates", static_cast<Ref>(i))),
              1u);
  }
  EXPECT_GT(ids.size(), data_.applications.size());
}

TEST_F(PagingTest, LeadsOnFromAShortPage) {
  Restart({.candidates = 100, .rate_limits = false, .empty_page_after = 2});
  EXPECT_EQ(Walk("/candidates?limit=10", "candidates").size(),
            data_.applications.size());
  const std::string third = NextOf(Get(NextOf(Get("/candidates?limit=10"))));
  EXPECT_EQ(Texts(Get(third), "candidates", "id").size(), 1u);
}

TEST_F(PagingTest, LinksToTheHostThatWasAsked) {
  ASSERT_TRUE(vendor_->Start().ok());
  TestClient client(vendor_->port());
  const WireReply reply = client.Get("/spi/v3/candidates?limit=1",
                                     {{"Authorization", "Bearer " + token_}});
  EXPECT_NE(reply.body.find(
                absl::StrCat(R"("next":")", vendor_->Origin(),
                             "/spi/v3/candidates?limit=1\\u0026since_id=")),
            std::string::npos);
}

}  // namespace
}  // namespace hirewire::sim
