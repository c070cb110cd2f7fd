#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

class RowsTest : public WorkableFixture {
 protected:
  // The object below "candidate" of the detail call.
  std::string Detail(Ref ref) { return *Get(Candidate(ref)).body; }
  std::vector<std::string> Actions(Ref ref) {
    return Texts(Get(Candidate(ref) + "/activities?limit=100"), "activities",
                 "action");
  }
};

bool Has(const std::string& body, absl::string_view part) {
  return body.find(std::string(part)) != std::string::npos;
}

TEST_F(RowsTest, AreTheSameFromTheSameSeed) {
  const std::string first = *Get("/candidates").body;
  Restart({.candidates = 300, .rate_limits = false});
  EXPECT_EQ(*Get("/candidates").body, first);
  Restart({.seed = 2, .candidates = 300, .rate_limits = false});
  EXPECT_NE(*Get("/candidates").body, first);
}

TEST_F(RowsTest, WrapAsEachEndpointDoes) {
  const std::string job = Job(0);
  for (const char* wrapped :
       {"accounts", "members", "recruiters", "stages", "custom_attributes",
        "jobs", "candidates", "events", "requisitions", "subscriptions"}) {
    EXPECT_EQ(Get(absl::StrCat("/", wrapped))
                  .body->find(absl::StrCat("{\"", wrapped, "\":[")),
              0u)
        << wrapped;
  }
  for (const char* bare :
       {"/departments", "/legal_entities", "/disqualification_reasons"}) {
    EXPECT_EQ(Get(bare).body->find("[{\"id\":"), 0u) << bare;
  }
  EXPECT_EQ(Get(job).body->find("{\"id\":"), 0u);
  EXPECT_EQ(Get(Candidate(0)).body->find("{\"candidate\":{\"id\":"), 0u);
  for (const char* below : {"stages", "questions", "members", "activities",
                            "candidates", "custom_attributes", "recruiters"}) {
    EXPECT_EQ(Get(absl::StrCat(job, "/", below))
                  .body->find(absl::StrCat("{\"", below, "\":[")),
              0u)
        << below;
  }
  EXPECT_EQ(Get(job + "/application_form").body->find("{\"form_fields\":["),
            0u);
}

TEST_F(RowsTest, HoldDetailBackUntilTheDetailCall) {
  const std::string listed = *Get("/candidates?limit=100").body;
  const std::string detail = Detail(0);
  for (const char* field :
       {"education_entries", "experience_entries", "tags", "resume_url",
        "answers", "\"location\"", "disqualified_at", "withdrew"}) {
    EXPECT_FALSE(Has(listed, field)) << field;
    EXPECT_TRUE(Has(detail, field)) << field;
  }
}

TEST_F(RowsTest, TellTimesToTheSecondOrTheMillisecond) {
  const std::string id = vendor_->IdOf("candidates", 0);
  const std::string created =
      Texts(Get("/candidates?max_id=" + id), "candidates", "created_at")[0];
  EXPECT_EQ(created.size(), std::string("2026-01-01T00:00:00Z").size());
  const std::string at =
      Texts(Get(Candidate(0) + "/activities"), "activities", "created_at")[0];
  EXPECT_EQ(at.size(), std::string("2026-01-01T00:00:00.000Z").size());
  EXPECT_EQ(at.substr(0, 19), created.substr(0, 19));
}

TEST_F(RowsTest, GiveJobsTenDigitsAndCandidatesHex) {
  std::set<std::string> codes;
  for (const std::string& code :
       Texts(Get("/jobs?limit=100"), "jobs", "shortcode")) {
    EXPECT_EQ(code.size(), 10u);
    EXPECT_EQ(code.find_first_not_of("0123456789ABCDEF"), std::string::npos);
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), data_.jobs.size());
  bool looks_like_a_number = false;
  bool has_letters = false;
  for (const std::string& id :
       Texts(Get("/candidates?limit=100"), "candidates", "id")) {
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    const std::string tail = id.substr(4);
    const bool digits = tail.find_first_of("abcdef") == std::string::npos;
    (digits ? looks_like_a_number : has_letters) = true;
  }
  EXPECT_TRUE(looks_like_a_number);
  EXPECT_TRUE(has_letters);
}

TEST_F(RowsTest, NameStagesAsTheyAreDisplayed) {
  const Ref ref = Find([&](const Application& application) {
    return application.stage != kNone &&
           data_.stages[application.stage].kind == StageKind::kReview;
  });
  const std::string body = Detail(ref);
  EXPECT_TRUE(Has(body, R"("stage":"Application Review")"));
  EXPECT_TRUE(Has(body, R"("stage_kind":"applied")"));
  const Reply stages = Get("/stages");
  EXPECT_EQ(Texts(stages, "stages", "slug")[1], "applied");
  EXPECT_EQ(Parse(stages)
                .root()
                .Find("stages")
                ->items()
                .begin()
                .operator*()
                .Find("id")
                ->kind(),
            json::Kind::kInt64);
}

TEST_F(RowsTest, KeepTheStageOfThoseDisqualified) {
  const Ref ref = Find([](const Application& application) {
    return application.status == ApplicationStatus::kRejected &&
           application.rejection_reason != kNone;
  });
  const std::string body = Detail(ref);
  EXPECT_TRUE(Has(body, R"("disqualified":true)"));
  EXPECT_FALSE(Has(body, R"("disqualified_at":null)"));
  EXPECT_FALSE(Has(body, R"("stage":"Hired")"));
  const Application& application = data_.applications[ref];
  EXPECT_TRUE(Has(
      body, absl::StrCat(
                R"("disqualification_reason":")",
                data_.rejection_reasons[application.rejection_reason].name)));
  const std::vector<std::string> actions = Actions(ref);
  EXPECT_NE(std::find(actions.begin(), actions.end(), "disqualified"),
            actions.end());
}

TEST_F(RowsTest, RebuildMovesFromStageVisits) {
  const Ref ref = Find([](const Application& application) {
    return application.status == ApplicationStatus::kHired;
  });
  const std::vector<std::string> actions = Actions(ref);
  EXPECT_EQ(actions.front(), "applied");
  std::vector<std::string> moves;
  for (const std::string& action : actions) {
    for (const char* slug :
         {"phone-screen", "take-home-test", "onsite", "hired"}) {
      if (action == slug) moves.push_back(action);
    }
  }
  // Being hired is dated by the application, not by the last visit.
  EXPECT_EQ(std::set<std::string>(moves.begin(), moves.end()),
            (std::set<std::string>{"phone-screen", "take-home-test", "onsite",
                                   "hired"}));
  EXPECT_TRUE(Has(Detail(ref), R"("stage_kind":"hired")"));
}

TEST_F(RowsTest, ShowEveryNoteOfAnApplicationAsAnActivity) {
  std::string all;
  for (Ref job = 0; job < static_cast<Ref>(data_.jobs.size()); ++job) {
    const auto actions =
        Walk(absl::StrCat(Job(job), "/activities?limit=100"), "activities");
    const std::set<std::string> distinct(actions.begin(), actions.end());
    EXPECT_EQ(distinct.size(), actions.size());
  }
  for (const Note& note : data_.notes) {
    if (note.application == kNone) continue;
    const Reply reply = Get(Candidate(note.application) +
                            "/activities?limit=100&actions=comment,message,"
                            "referral,texted");
    all += *reply.body;
  }
  for (const char* word : {"comment", "message", "referral", "texted"}) {
    EXPECT_TRUE(Has(all, absl::StrCat(R"("action":")", word))) << word;
  }
}

TEST_F(RowsTest, PutProspectsIntoTheTalentPool) {
  const Ref ref =
      Find([](const Application& application) { return application.prospect; });
  const std::string body = Detail(ref);
  EXPECT_TRUE(Has(body, R"("talent_pool":{"talent_pool_id":)"));
  EXPECT_FALSE(Has(body, R"("job":)"));
  EXPECT_TRUE(Has(body, R"("sourced":true)"));
  EXPECT_EQ(Actions(ref).front(), "uploaded");
}

TEST_F(RowsTest, SendNullsWhereTheVendorDoes) {
  const std::string listed = *Get("/candidates?limit=100").body;
  for (const char* field : {"headline", "address", "phone", "email", "domain",
                            "hired_at", "disqualification_reason"}) {
    EXPECT_TRUE(Has(listed, absl::StrCat("\"", field, "\":null"))) << field;
  }
  EXPECT_TRUE(Has(*Get("/subscriptions").body, R"("valid_until":null)"));
  EXPECT_TRUE(Has(*Get("/legal_entities").body, R"("legal_name":null)"));
  const Ref nowhere = Find([](const Application& application) {
    return !application.location.has_value();
  });
  EXPECT_TRUE(Has(Detail(nowhere), R"("location":null)"));
}

TEST_F(RowsTest, AnswerWithTheCandidateAloneWhereThereIsNoOffer) {
  std::set<Ref> offered;
  for (const Offer& offer : data_.offers) offered.insert(offer.application);
  Ref without = 0;
  while (offered.count(without) > 0) ++without;
  const Reply none = Get(Candidate(without) + "/offer");
  EXPECT_EQ(none.status, 200);
  EXPECT_EQ(Parse(none).root().size(), 1u);
  ASSERT_FALSE(offered.empty());
  const Reply some = Get(Candidate(*offered.begin()) + "/offer");
  EXPECT_TRUE(Has(*some.body, R"("state":")"));
  EXPECT_TRUE(Has(*some.body, R"("slug":"start_date")"));
}

TEST_F(RowsTest, SignLinksToFilesAndLetThemLapse) {
  const Ref ref = data_.attachments[0].application;
  const std::string link =
      Texts(Get(Candidate(ref) + "/files"), "files", "preview_url")[0];
  EXPECT_EQ(Send("GET", link, "", "").status, 200);
  // A signature and a token together are one too many.
  EXPECT_EQ(Send("GET", link, "", "Bearer " + token_).status, 400);
  std::string forged = link;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(Send("GET", forged, "", "").status, 403);
  clock_.Advance(absl::Seconds(60000));
  EXPECT_EQ(Send("GET", link, "", "").status, 403);
}

TEST_F(RowsTest, LeaveOutWhatIsDeleted) {
  vendor_->Mutate([](Company& company) {
    company.applications[5].deleted = true;
    company.jobs[0].deleted = true;
  });
  EXPECT_EQ(Get(Candidate(5)).status, 404);
  EXPECT_EQ(Get(Job(0)).status, 404);
  const auto ids = Walk("/candidates?limit=100", "candidates");
  EXPECT_EQ(std::count(ids.begin(), ids.end(), vendor_->IdOf("candidates", 5)),
            0);
}

TEST_F(RowsTest, GiveAStageOfAJobsOwnAnIdOfItsOwn) {
  vendor_->Mutate([](Company& company) {
    company.stages[company.jobs[0].first_stage + 1].name = "Coffee & Chat";
  });
  const std::vector<std::string> slugs =
      Texts(Get(Job(0) + "/stages"), "stages", "slug");
  EXPECT_EQ(slugs[2], "coffee-chat");
  const std::vector<std::string> own =
      Texts(Get(Job(0) + "/stages"), "stages", "identifier");
  const std::vector<std::string> shared =
      Texts(Get("/stages"), "stages", "identifier");
  EXPECT_EQ(std::count(shared.begin(), shared.end(), own[2]), 0);
  EXPECT_EQ(std::count(shared.begin(), shared.end(), own[1]), 1);
}

TEST_F(RowsTest, PlaceOfficesBelowTheCompany) {
  const Reply reply = Get("/legal_entities");
  const auto types = Texts(reply, "", "type");
  EXPECT_EQ(types.size(), data_.offices.size() + 1);
  EXPECT_EQ(std::count(types.begin(), types.end(), "entity"), 1);
  EXPECT_GT(std::count(types.begin(), types.end(), "site"), 0);
  const auto ids = Texts(reply, "", "id");
  for (const std::string& parent : Texts(reply, "", "parent_id")) {
    if (parent == "<none>") continue;
    EXPECT_EQ(std::count(ids.begin(), ids.end(), parent), 1) << parent;
  }
}

TEST_F(RowsTest, SurviveAResetAsGenerated) {
  const std::string before = *Get("/candidates").body;
  vendor_->Mutate(
      [](Company& company) { company.candidates[0].title = "Changed"; });
  EXPECT_NE(*Get("/candidates").body, before);
  vendor_->Reset();
  EXPECT_EQ(*Get("/candidates").body, before);
}

}  // namespace
}  // namespace hirewire::sim
