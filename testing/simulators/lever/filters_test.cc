#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

using lever::Opportunity;

class LeverFiltersTest : public LeverFixture {
 protected:
  // The ids of the visible opportunities that `fits`, in order.
  std::vector<std::string> Where(
      const std::function<bool(const Opportunity&)>& fits,
      bool confidential = false) {
    std::vector<std::string> ids;
    account_ = vendor_->AccountNow();
    for (const Opportunity& one : account_.opportunities) {
      if (one.confidential == confidential && fits(one)) ids.push_back(one.id);
    }
    return ids;
  }

  // The filter gives exactly those, and neither none nor all.
  void ExpectFilter(const std::string& filter,
                    const std::function<bool(const Opportunity&)>& fits) {
    const auto wanted = Where(fits);
    const size_t all = Where([](const auto&) { return true; }).size();
    EXPECT_GT(wanted.size(), 0u) << filter;
    EXPECT_LT(wanted.size(), all) << filter;
    EXPECT_EQ(Walk("opportunities?" + filter), wanted) << filter;
  }

  // The first job that everybody may see.
  static Ref OpenJob(const Company& company) {
    Ref job = 0;
    while (company.jobs[job].confidential) ++job;
    return job;
  }

  std::string Millis(absl::Time time) {
    return absl::StrCat(absl::ToUnixMillis(time));
  }

  lever::Account account_;
};

TEST_F(LeverFiltersTest, RefusesWhatNoDocumentLists) {
  for (const char* target :
       {"opportunities?job=1", "users?perform_as=x", "stages?archived=true",
        "opportunities?origin=found", "opportunities?archived=yes",
        "opportunities?created_at_start=2026-01-01",
        "opportunities?archived=true&archived=false",
        "opportunities?confidentiality=secret", "archive_reasons?type=other",
        "opportunities?expand=posting", "users?expand=manager"}) {
    EXPECT_EQ(Get(target).status, 400) << target;
    EXPECT_NE(Text(Get(target), "code"), "") << target;
  }
}

TEST_F(LeverFiltersTest, FiltersOpportunitiesByWhatTheyAre) {
  const Company company = vendor_->Data();
  ExpectFilter("stage_id=lead-new",
               [&](const auto& one) { return one.stage == 0; });
  ExpectFilter("archived=true",
               [](const auto& one) { return one.archived.has_value(); });
  ExpectFilter("origin=sourced&origin=agency", [](const auto& one) {
    return one.origin == std::string("sourced") ||
           one.origin == std::string("agency");
  });
  ExpectFilter("source=Meetup", [](const auto& one) {
    return !one.sources.empty() && one.sources[0] == "Meetup";
  });
  ExpectFilter("tag=relocating", [](const auto& one) {
    for (const std::string& tag : one.tags) {
      if (tag == "relocating") return true;
    }
    return false;
  });
  EXPECT_TRUE(Walk("opportunities?tag=Relocating").empty());
  const std::string hired = lever::HiredReasonId();
  ExpectFilter("archive_reason_id=" + hired, [&](const auto& one) {
    return one.archived.has_value() && one.archived->reason == hired;
  });
}

TEST_F(LeverFiltersTest, FiltersOpportunitiesByWhoseTheyAre) {
  const Company company = vendor_->Data();
  const Ref job = OpenJob(company);
  const std::string posting = LeverSimulator::IdOf("postings", job);
  const auto applied = [&](const Opportunity& one) {
    return one.application != kNone &&
           company.applications[one.application].job == job;
  };
  ExpectFilter("posting_id=" + posting, applied);
  ExpectFilter("archived_posting_id=" + posting, [&](const auto& one) {
    return applied(one) && one.archived.has_value();
  });
  const auto some = Where([](const auto&) { return true; });
  const Ref person =
      account_.opportunities[account_.opportunity_by_id.at(some[0])].candidate;
  ExpectFilter("contact_id=" + LeverSimulator::IdOf("contacts", person),
               [&](const auto& one) { return one.candidate == person; });
  // In capitals: addresses compare in one spelling.
  ExpectFilter("email=PERSON7@People.example",
               [](const auto& one) { return one.candidate == 7; });
}

TEST_F(LeverFiltersTest, FiltersOpportunitiesByTimesInclusively) {
  const auto all = Where([](const auto&) { return true; });
  // One that is neither the oldest nor the newest.
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const std::string& id) {
        const size_t at = account_.opportunity_by_id.at(id);
        const Opportunity one = account_.opportunities[at];
        const auto older = Where([&](const auto& other) {
          return other.created < one.created && other.advanced < one.advanced;
        });
        return older.size() > all.size() / 4 && older.size() < all.size() / 2;
      });
  ASSERT_NE(found, all.end());
  const Opportunity middle =
      account_.opportunities[account_.opportunity_by_id.at(*found)];
  ExpectFilter("created_at_start=" + Millis(middle.created),
               [&](const auto& one) { return one.created >= middle.created; });
  ExpectFilter("created_at_end=" + Millis(middle.created),
               [&](const auto& one) { return one.created <= middle.created; });
  ExpectFilter(
      "advanced_at_start=" + Millis(middle.advanced) +
          "&advanced_at_end=" + Millis(middle.advanced),
      [&](const auto& one) { return one.advanced == middle.advanced; });
  // Rows without updatedAt are in no span of it.
  ExpectFilter("updated_at_start=0",
               [](const auto& one) { return one.updated.has_value(); });
  ExpectFilter("archived_at_start=0",
               [](const auto& one) { return one.archived.has_value(); });
}

TEST_F(LeverFiltersTest, HidesConfidentialRecordsUnlessAsked) {
  const auto any = [](const auto&) { return true; };
  const auto open = Where(any);
  const auto hidden = Where(any, /*confidential=*/true);
  ASSERT_FALSE(hidden.empty());
  EXPECT_EQ(Walk("opportunities?limit=100"), open);
  EXPECT_EQ(Walk("opportunities?confidentiality=confidential"), hidden);
  EXPECT_EQ(Walk("opportunities?confidentiality=all").size(),
            open.size() + hidden.size());
}

TEST_F(LeverFiltersTest, HidesDeactivatedUsersUnlessAsked) {
  size_t active = 0;
  const Company company = vendor_->Data();
  for (const User& user : company.users) active += user.active;
  ASSERT_LT(active, company.users.size());
  EXPECT_EQ(Walk("users?limit=100").size(), active);
  EXPECT_EQ(Walk("users?includeDeactivated=true").size(), company.users.size());
  const std::string& email = company.users[0].email;
  EXPECT_EQ(Walk("users?email=" + email).size(), 1u);
  EXPECT_EQ(Walk("users?accessRole=" + PercentEncode("super admin") +
                 "&includeDeactivated=true")
                .size(),
            3u);
}

TEST_F(LeverFiltersTest, TakesUpdatedAtOfPostingsAlone) {
  EXPECT_EQ(Get("postings?updated_at_start=0").status, 200);
  EXPECT_EQ(
      Get("postings?updated_at_start=0&confidentiality=all&limit=5").status,
      200);
  for (const char* other : {"state=closed", "team=Sales", "tag=a",
                            "location=Berlin", "department=Sales"}) {
    EXPECT_EQ(Get(absl::StrCat("postings?updated_at_end=1&", other)).status,
              400)
        << other;
  }
}

TEST_F(LeverFiltersTest, FiltersPostingsByState) {
  LeverOptions options = Unlimited(1000);
  Restart(options);
  size_t found = 0;
  for (const char* state :
       {"published", "internal", "closed", "draft", "pending", "rejected"}) {
    const auto states = Walk(absl::StrCat("postings?state=", state,
                                          "&distributionChannel=public"
                                          "&distributionChannel=internal"),
                             nullptr, "state");
    const auto unpublished =
        Walk(absl::StrCat("postings?state=", state), nullptr, "state");
    for (const std::string& one : unpublished) EXPECT_EQ(one, state);
    found += unpublished.size();
    EXPECT_EQ(states.empty(), state != std::string("published"));
  }
  // Only those that are published inside the company alone are hidden.
  EXPECT_LE(found, Walk("postings?limit=100").size());
  EXPECT_GT(found, 0u);
}

TEST_F(LeverFiltersTest, ShowsEeoResponsesOfTheLastSevenDaysUnlessAsked) {
  const size_t all = Walk("eeo/responses/pii?created_at_start=0").size();
  EXPECT_GT(all, 10u);
  const std::string recent =
      absl::StrCat("eeo/responses/pii?created_at_start=",
                   absl::ToUnixMillis(clock_.Now() - absl::Hours(24 * 7)));
  EXPECT_EQ(Walk("eeo/responses/pii?limit=100"), Walk(recent));
  EXPECT_LT(Walk(recent).size(), all);
  EXPECT_EQ(Walk("eeo/responses?fromDate=0").size(), all);
  EXPECT_EQ(Get("eeo/responses?created_at_start=0").status, 400);
}

TEST_F(LeverFiltersTest, AsksForAWindowOfWhatIsGone) {
  vendor_->Mutate([](Company& company) {
    company.applications[3].deleted = true;
    company.jobs[1].deleted = true;
  });
  const Company company = vendor_->Data();
  const std::string gone = LeverSimulator::IdOf("opportunities", 3);
  EXPECT_EQ(Get("opportunities/" + gone).status, 404);
  EXPECT_EQ(Walk("opportunities/deleted?limit=5")[0], gone);
  const absl::Time when = company.applications[3].updated;
  const auto window = [&](absl::Duration width) {
    return absl::StrCat("?deleted_at_start=", Millis(when),
                        "&deleted_at_end=", Millis(when + width));
  };
  EXPECT_EQ(Column(Get("applications/deleted" + window(absl::Hours(1))),
                   "opportunityId"),
            std::vector<std::string>{gone});
  EXPECT_EQ(Get("applications/deleted").status, 400);
  EXPECT_EQ(Get("applications/deleted" + window(absl::Hours(24 * 31))).status,
            400);
  EXPECT_EQ(Walk("postings/deleted?limit=5")[0],
            LeverSimulator::IdOf("postings", 1));
  EXPECT_EQ(Get("postings/deleted" + window(absl::Hours(24 * 31))).status, 400);
}

}  // namespace
}  // namespace hirewire::sim
