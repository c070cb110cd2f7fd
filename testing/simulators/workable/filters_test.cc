#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

using FiltersTest = WorkableFixture;

TEST_F(FiltersTest, RefuseParametersThatAListDoesNotKnow) {
  for (const char* target :
       {"/jobs?page=2", "/candidates?updated_before=1", "/stages?limit=1",
        "/departments?limit=1", "/events?updated_after=1"}) {
    const Reply reply = Get(target);
    EXPECT_EQ(reply.status, 400) << target;
    EXPECT_EQ(reply.body->find(R"({"error":"Unknown parameter)"), 0u);
  }
}

TEST_F(FiltersTest, RefuseWordsAndTimesThatAreNone) {
  for (const char* target :
       {"/jobs?state=open", "/jobs?include_fields=salary",
        "/candidates?updated_after=yesterday", "/events?type=InterviewEvent",
        "/events?start_date=soon", "/members?status=gone"}) {
    EXPECT_EQ(Get(target).status, 422) << target;
  }
}

TEST_F(FiltersTest, TellJobsByState) {
  size_t all = 0;
  for (const char* state : {"draft", "published", "closed", "archived"}) {
    const Reply reply = Get(absl::StrCat("/jobs?limit=100&state=", state));
    for (const std::string& one : Texts(reply, "jobs", "state")) {
      EXPECT_EQ(one, state);
      ++all;
    }
  }
  EXPECT_EQ(all, data_.jobs.size());
}

TEST_F(FiltersTest, TakeTimesInBothSpellingsInclusively) {
  const Ref ref = 100;
  vendor_->Mutate([](Company& company) {
    company.applications[ref].updated = absl::FromUnixSeconds(1900000000);
  });
  const std::vector<std::string> one = {vendor_->IdOf("candidates", ref)};
  for (const char* time : {"1900000000", "2030-03-17T17:46:40Z",
                           "2030-03-17T17%3A46%3A40.000%2B00%3A00"}) {
    EXPECT_EQ(
        Walk(absl::StrCat("/candidates?updated_after=", time), "candidates"),
        one)
        << time;
  }
  EXPECT_TRUE(
      Walk("/candidates?updated_after=1900000001", "candidates").empty());
  EXPECT_TRUE(
      Walk("/candidates?created_after=1900000000", "candidates").empty());
}

TEST_F(FiltersTest, FindCandidatesByEmailAndStage) {
  const Ref ref = Find([&](const Application& application) {
    return application.status == ApplicationStatus::kHired &&
           !data_.candidates[application.candidate].emails.empty();
  });
  const std::string email =
      data_.candidates[data_.applications[ref].candidate].emails[0].value;
  const std::vector<std::string> found = Walk(
      absl::StrCat("/candidates?email=", PercentEncode(email)), "candidates");
  EXPECT_NE(
      std::find(found.begin(), found.end(), vendor_->IdOf("candidates", ref)),
      found.end());
  const Reply hired = Get("/candidates?stage=hired&limit=100");
  for (const std::string& stage : Texts(hired, "candidates", "stage")) {
    EXPECT_EQ(stage, "Hired");
  }
  EXPECT_GT(Texts(hired, "candidates", "id").size(), 0u);
}

TEST_F(FiltersTest, HideCancelledEventsUnlessAskedFor) {
  vendor_->Mutate([](Company& company) {
    for (Interview& interview : company.interviews) {
      interview.status = InterviewStatus::kSkipped;
    }
  });
  EXPECT_TRUE(Walk("/events", "events").empty());
  EXPECT_FALSE(Walk("/events?include_cancelled=true", "events").empty());
}

TEST_F(FiltersTest, TellEventsByTypeCandidateAndMember) {
  const Reply calls = Get("/events?type=call");
  const std::vector<std::string> types = Texts(calls, "events", "type");
  ASSERT_FALSE(types.empty());
  for (const std::string& type : types) EXPECT_EQ(type, "CallEvent");
  const json::Document document = Parse(calls);
  const json::Value first = *document.root().Find("events")->items().begin();
  const std::string id(first.Find("id")->AsString());
  const std::string candidate(first.Find("candidate")->Find("id")->AsString());
  const auto of_candidate = Walk("/events?candidate_id=" + candidate, "events");
  EXPECT_NE(std::find(of_candidate.begin(), of_candidate.end(), id),
            of_candidate.end());
  EXPECT_TRUE(Walk("/events?member_id=ffffff", "events").empty());
}

TEST_F(FiltersTest, ListMembersWhoLeftOnRequestOnly) {
  vendor_->Mutate([](Company& company) { company.users[3].active = false; });
  const std::string id = vendor_->IdOf("members", 3);
  const auto has = [&](const char* query) {
    const auto ids = Walk(absl::StrCat("/members", query), "members");
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  EXPECT_FALSE(has(""));
  EXPECT_TRUE(has("?status=all"));
  EXPECT_TRUE(has("?status=inactive"));
}

TEST_F(FiltersTest, NarrowActivitiesToActions) {
  const Ref ref = Find([](const Application& application) {
    return application.status == ApplicationStatus::kRejected &&
           application.rejected.has_value();
  });
  const Reply reply =
      Get(Candidate(ref) + "/activities?actions=disqualified,applied");
  EXPECT_EQ(Texts(reply, "activities", "action"),
            (std::vector<std::string>{"applied", "disqualified"}));
}

TEST_F(FiltersTest, BringLongTextsIntoListsOnRequest) {
  EXPECT_EQ(Get("/jobs").body->find("\"description\""), std::string::npos);
  const std::string body = *Get("/jobs?include_fields=description").body;
  EXPECT_NE(body.find("\"description\""), std::string::npos);
  EXPECT_EQ(body.find("\"requirements\""), std::string::npos);
}

}  // namespace
}  // namespace hirewire::sim
