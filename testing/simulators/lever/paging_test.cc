#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

using LeverPagingTest = LeverFixture;

std::set<std::string> SetOf(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

TEST_F(LeverPagingTest, WalksEveryOpportunityOnceInLeversOrder) {
  const lever::Account account = vendor_->AccountNow();
  std::vector<std::string> wanted;
  for (const lever::Opportunity& one : account.opportunities) {
    if (!one.confidential) wanted.push_back(one.id);
  }
  int pages = 0;
  EXPECT_EQ(Walk("opportunities?limit=20", &pages), wanted);
  EXPECT_EQ(pages, static_cast<int>((wanted.size() + 19) / 20));
  const auto key = [&](const std::string& id) {
    const auto& one = account.opportunities[account.opportunity_by_id.at(id)];
    return std::make_tuple(account.stages[one.stage].rank,
                           -absl::ToUnixMillis(one.advanced), one.id);
  };
  EXPECT_TRUE(std::is_sorted(
      wanted.begin(), wanted.end(),
      [&](const auto& a, const auto& b) { return key(a) < key(b); }));
}

TEST_F(LeverPagingTest, GivesOffsetsAsPercentEncodedJsonOfTheNextRow) {
  const Reply first = Get("opportunities?limit=3");
  const std::string next = Text(first, "next");
  const auto all = Walk("opportunities?limit=100");
  EXPECT_NE(PercentDecode(next, false).find(all[3]), std::string::npos);
  EXPECT_EQ(next.substr(0, 3), "%5B");
  EXPECT_EQ(next.find('['), std::string::npos);
  const Reply second =
      Get("opportunities?limit=3&offset=" + PercentEncode(next));
  EXPECT_EQ(Column(second)[0], all[3]);
  // Encoded once too rarely, it is another text.
  EXPECT_EQ(Get("opportunities?limit=3&offset=" + next).status, 400);
}

TEST_F(LeverPagingTest, SaysWhetherThereIsMore) {
  const json::Document whole = Parse(Get("stages"));
  EXPECT_FALSE(whole.root().Find("hasNext")->AsBool());
  EXPECT_FALSE(whole.root().Find("next").has_value());
  const json::Document part = Parse(Get("stages?limit=1"));
  EXPECT_TRUE(part.root().Find("hasNext")->AsBool());
  for (const char* list : {"webhooks", "requisition_fields"}) {
    const json::Document document = Parse(Get(list));
    EXPECT_TRUE(document.root().Find("data").has_value());
    EXPECT_FALSE(document.root().Find("hasNext").has_value()) << list;
  }
}

TEST_F(LeverPagingTest, WalksTheOtherListsToo) {
  for (const char* list :
       {"stages", "archive_reasons", "sources", "tags", "postings", "users",
        "feedback_templates", "requisitions"}) {
    const char* field =
        list == std::string("sources") || list == std::string("tags") ? "text"
                                                                      : "id";
    const auto whole = Column(Get(absl::StrCat(list, "?limit=100")), field);
    EXPECT_GT(whole.size(), 2u) << list;
    EXPECT_EQ(Walk(absl::StrCat(list, "?limit=2"), nullptr, field), whole)
        << list;
    EXPECT_EQ(SetOf(whole).size(), whole.size()) << list;
  }
}

TEST_F(LeverPagingTest, RefusesOffsetsItDidNotGive) {
  const std::string next = PercentEncode(Text(Get("users?limit=1"), "next"));
  EXPECT_EQ(Get("users?offset=" + next).status, 200);
  for (const std::string& offset :
       {std::string("1"), PercentEncode("[1,\"a\"]"), std::string(),
        PercentEncode("%5B1%2C%22a%22%5D")}) {
    const Reply reply = Get("users?offset=" + offset);
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(Text(reply, "message").find("Invalid offset token"),
              std::string::npos);
  }
  EXPECT_EQ(Get("postings?offset=" + next).status, 400);
  vendor_->ForgetOffsets();
  EXPECT_EQ(Get("users?offset=" + next).status, 400);
}

TEST_F(LeverPagingTest, RefusesLimitsOutOfBounds) {
  for (const char* limit : {"0", "101", "-1", "ten", "", "1.5"}) {
    EXPECT_EQ(Get(absl::StrCat("users?limit=", limit)).status, 400) << limit;
  }
  EXPECT_EQ(Get("users?limit=1").status, 200);
  EXPECT_EQ(Get("users?limit=100").status, 200);
  // What is no list knows no pages.
  EXPECT_EQ(Get("disposition_stages?limit=1").status, 400);
}

TEST_F(LeverPagingTest, LosesNobodyWhileOthersAreAdded) {
  LeverOptions options = Unlimited();
  options.common.grow_between_pages = true;
  Restart(options);
  std::set<std::string> before;
  for (const auto& one : vendor_->AccountNow().opportunities) {
    if (!one.confidential) before.insert(one.id);
  }
  const auto seen = Walk("opportunities?limit=10");
  EXPECT_EQ(SetOf(seen).size(), seen.size());
  for (const std::string& id : before) {
    EXPECT_TRUE(SetOf(seen).contains(id)) << id;
  }
  EXPECT_GT(vendor_->AccountNow().opportunities.size(), before.size());
}

TEST_F(LeverPagingTest, ShowsTwiceWhoMovesOnWhileSomebodyPages) {
  const auto all = Walk("opportunities?limit=100");
  const std::string target = "opportunities?limit=5";
  const Reply first = Get(target);
  const lever::Account account = vendor_->AccountNow();
  std::string moved;
  Ref application = kNone;
  for (const std::string& id : Column(first)) {
    moved = id;
    application =
        account.opportunities[account.opportunity_by_id.at(id)].application;
    if (application != kNone) break;
  }
  ASSERT_NE(application, kNone);
  vendor_->Mutate([&](Company& company) {
    StageVisit visit;
    visit.created = company.as_of;
    visit.application = application;
    // An offer stands last.
    visit.stage = company.jobs[0].first_stage + 4;
    visit.entered = company.as_of;
    company.stage_visits.push_back(visit);
  });
  auto rest = Walk(NextOf(first, target));
  EXPECT_EQ(std::count(rest.begin(), rest.end(), moved), 1);
  EXPECT_EQ(rest.size() + 5, all.size() + 1);
}

TEST_F(LeverPagingTest, GoesOnWhereTheNextRowIsGone) {
  const auto all = Walk("users?includeDeactivated=true");
  const std::string target = "users?includeDeactivated=true&limit=2";
  const Reply first = Get(target);
  vendor_->Mutate([&](Company& company) {
    for (size_t i = 0; i < company.users.size(); ++i) {
      if (LeverSimulator::IdOf("users", static_cast<Ref>(i)) == all[2]) {
        company.users[i].deleted = true;
      }
    }
  });
  EXPECT_EQ(Column(Get(NextOf(first, target)))[0], all[3]);
}

TEST_F(LeverPagingTest, CutsAPageShortOnDemand) {
  LeverOptions options = Unlimited();
  options.common.empty_page_after = 2;
  Restart(options);
  const auto whole = Walk("users?includeDeactivated=true&limit=3");
  EXPECT_EQ(whole.size(), vendor_->Data().users.size());
  std::string target = "users?includeDeactivated=true&limit=3";
  target = NextOf(Get(target), target);
  target = NextOf(Get(target), target);
  EXPECT_EQ(Column(Get(target)).size(), 1u);
  EXPECT_NE(NextOf(Get(target), target), "");
}

}  // namespace
}  // namespace hirewire::sim
