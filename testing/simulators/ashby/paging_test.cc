#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbyPagingTest : public AshbyFixture {
 protected:
  AshbyPagingTest() { Restart(Unmetered()); }
};

size_t Distinct(const std::vector<std::string>& ids) {
  return std::set<std::string>(ids.begin(), ids.end()).size();
}

TEST_F(AshbyPagingTest, GivesEveryRecordOnceOldestFirst) {
  Restart(Unmetered(1050));
  const Walked walked = Walk("candidate.list");
  EXPECT_EQ(walked.ids.size(), 1050u);
  EXPECT_EQ(Distinct(walked.ids), 1050u);
  EXPECT_EQ(walked.pages, 11);
  EXPECT_EQ(walked.ids.front(), AshbySimulator::IdOf("candidate", 0));
  EXPECT_EQ(walked.ids.back(), AshbySimulator::IdOf("candidate", 1049));
}

TEST_F(AshbyPagingTest, EndsWithoutACursorOnAFullPage) {
  Restart(Unmetered(100));
  EXPECT_EQ(Walk("candidate.list", "\"limit\":50").pages, 2);
  EXPECT_EQ(Walk("candidate.list", "\"limit\":100").pages, 1);
  EXPECT_EQ(Walk("candidate.list", "\"limit\":1").pages, 100);
}

TEST_F(AshbyPagingTest, MakesCursorsOfManyLengths) {
  const Walked walked = Walk("candidate.list", "\"limit\":10");
  std::set<size_t> sizes;
  for (const std::string& cursor : walked.cursors) sizes.insert(cursor.size());
  EXPECT_EQ(*sizes.begin(), 2u);
  EXPECT_EQ(*sizes.rbegin(), 120u);
  EXPECT_EQ(Distinct(walked.cursors), walked.cursors.size());
}

TEST_F(AshbyPagingTest, LetsACursorBeUsedAgain) {
  const std::string cursor = CursorOf(Call("candidate.list", "\"limit\":10"));
  const Reply first =
      Call("candidate.list", With("\"limit\":10", "cursor", cursor));
  const Reply second =
      Call("candidate.list", With("\"limit\":10", "cursor", cursor));
  EXPECT_EQ(Ids(first), Ids(second));
  EXPECT_EQ(Ids(first)[0], AshbySimulator::IdOf("candidate", 10));
}

TEST_F(AshbyPagingTest, RefusesForgedAndForeignCursors) {
  const std::string cursor = CursorOf(Call("candidate.list", "\"limit\":10"));
  for (const std::string& bad :
       {cursor + "A", std::string("bB"), std::string("a b")}) {
    EXPECT_EQ(CodeOf(Call("candidate.list", With("", "cursor", bad))),
              "cursor_invalid");
  }
  EXPECT_EQ(CodeOf(Call("application.list", With("", "cursor", cursor))),
            "cursor_invalid");
  vendor_->Reset();
  EXPECT_EQ(CodeOf(Call("candidate.list", With("", "cursor", cursor))),
            "cursor_invalid");
}

TEST_F(AshbyPagingTest, HoldsFiltersThroughARun) {
  const std::string status = "\"limit\":10,\"status\":\"Active\"";
  const Walked repeated = Walk("application.list", status);
  EXPECT_EQ(repeated.ids,
            Walk("application.list", "\"status\":\"Active\"").ids);
  EXPECT_GT(repeated.pages, 3);
  // Not said again, they still hold; said differently, they are refused.
  const std::string cursor = CursorOf(Call("application.list", status));
  const std::vector<std::string> second =
      Ids(Call("application.list", With("\"limit\":10", "cursor", cursor)));
  EXPECT_EQ(second, std::vector<std::string>(repeated.ids.begin() + 10,
                                             repeated.ids.begin() + 20));
  EXPECT_EQ(CodeOf(Call("application.list",
                        With("\"status\":\"Hired\"", "cursor", cursor))),
            "cursor_invalid");
}

TEST_F(AshbyPagingTest, NeverSkipsOrRepeatsWhileRecordsCome) {
  AshbyOptions options = Unmetered(250);
  options.grow_between_pages = true;
  Restart(options);
  const Walked walked = Walk("candidate.list", "\"limit\":50");
  EXPECT_EQ(Distinct(walked.ids), walked.ids.size());
  // The 250 of the beginning, and those who came while it went on.
  EXPECT_EQ(walked.pages, 6);
  EXPECT_EQ(walked.ids.size(), 255u);
  EXPECT_EQ(vendor_->Data().candidates.size(), 256u);
}

TEST_F(AshbyPagingTest, CanPutAnEmptyPageInTheMiddle) {
  AshbyOptions options = Unmetered(100);
  options.empty_page_after = 2;
  Restart(options);
  const Walked walked = Walk("candidate.list", "\"limit\":20");
  EXPECT_EQ(walked.pages, 6);
  EXPECT_EQ(Distinct(walked.ids), 100u);
  const Reply empty =
      Call("candidate.list", With("\"limit\":20", "cursor", walked.cursors[1]));
  EXPECT_EQ(Ids(empty).size(), 0u);
  EXPECT_NE(CursorOf(empty), "");
}

TEST_F(AshbyPagingTest, LeavesOutDeletedRecords) {
  const std::string cursor = CursorOf(Call("candidate.list", "\"limit\":10"));
  vendor_->Mutate([](Company& company) {
    company.candidates[9].deleted = true;  // the cursor's own record
    company.candidates[50].deleted = true;
  });
  EXPECT_EQ(Ids(Call("candidate.list", With("", "cursor", cursor)))[0],
            AshbySimulator::IdOf("candidate", 10));
  EXPECT_EQ(Walk("candidate.list").ids.size(), 298u);
  EXPECT_EQ(CodeOf(Call("candidate.info",
                        With("", "id", AshbySimulator::IdOf("candidate", 50)))),
            "candidate_not_found");
}

TEST_F(AshbyPagingTest, GivesUnpagedListsWhole) {
  vendor_->Mutate([](Company& company) {
    const JobPost post = company.job_posts.back();
    company.job_posts.insert(company.job_posts.end(), 200, post);
  });
  const Reply postings = Call("jobPosting.list", "\"limit\":100");
  EXPECT_EQ(Ids(postings).size(), vendor_->Data().job_posts.size());
  EXPECT_GT(Ids(postings).size(), 200u);
  EXPECT_FALSE(Parse(postings).root().Find("moreDataAvailable").has_value());
  const json::Document sources = Parse(Call("source.list"));
  EXPECT_FALSE(sources.root().Find("moreDataAvailable")->AsBool());
}

TEST_F(AshbyPagingTest, ServesEveryListWithoutAParent) {
  int lists = 0;
  for (const std::string& name : AshbySimulator::Endpoints()) {
    if (!absl::EndsWith(name, ".list")) continue;
    if (name == "interviewEvent.list" || name == "interviewStage.list")
      continue;
    const Walked walked = Walk(name);
    EXPECT_FALSE(walked.ids.empty()) << name;
    EXPECT_EQ(Distinct(walked.ids), walked.ids.size()) << name;
    ++lists;
  }
  EXPECT_EQ(lists, 22);
}

}  // namespace
}  // namespace hirewire::sim
