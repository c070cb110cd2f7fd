#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

using AshbyEnvelopeTest = AshbyFixture;

TEST_F(AshbyEnvelopeTest, FailsWith200AndACode) {
  const Reply reply = Call("candidate.list", "\"page\":2");
  EXPECT_EQ(reply.status, 200);
  const json::Document document = Parse(reply);
  EXPECT_FALSE(document.root().Find("success")->AsBool());
  for (const json::Value code : document.root().Find("errors")->items()) {
    EXPECT_EQ(code.AsString(), "invalid_input");
  }
  const auto info = document.root().Find("errorInfo");
  EXPECT_EQ(TextOf(*info, "code"), "invalid_input");
  EXPECT_NE(TextOf(*info, "message").find("page"), std::string::npos);
  EXPECT_EQ(TextOf(*info, "requestId"), Header(reply, "x-ashby-request-id"));
}

TEST_F(AshbyEnvelopeTest, GivesEveryAnswerAnIdOfItsOwn) {
  Request without_key = To("user.list", "{}");
  without_key.headers[2].second = "";
  std::set<std::string> ids;
  for (const Reply& reply : {Call("user.list"), Call("user.list", "\"x\":1"),
                             Send(without_key), Call("no.such")}) {
    EXPECT_EQ(Header(reply, "x-ashby-request-id").size(), 26u);
    ids.insert(Header(reply, "x-ashby-request-id"));
  }
  EXPECT_EQ(ids.size(), 4u);
}

TEST_F(AshbyEnvelopeTest, TakesPostsToKnownPathsOnly) {
  EXPECT_EQ(Call("candidate.lists").status, 404);
  EXPECT_EQ(Call("").status, 404);
  Request request = To("candidate.list", "");
  request.method = "GET";
  EXPECT_EQ(Send(request).status, 405);
  request.path = "/candidates";
  EXPECT_EQ(Send(request).status, 404);
}

TEST_F(AshbyEnvelopeTest, TakesJsonObjectsOnly) {
  for (const char* body : {"", "[]", "null", "1", "{", "limit=10"}) {
    EXPECT_EQ(CodeOf(Send(To("user.list", body))), "invalid_input") << body;
  }
  Request request = To("user.list", "{}");
  request.headers[1].second = "application/json; charset=utf-8";
  EXPECT_EQ(CodeOf(Send(request)), "");
  request.headers[1].second = "application/x-www-form-urlencoded";
  EXPECT_EQ(CodeOf(Send(request)), "invalid_input");
  request.headers.erase(request.headers.begin() + 1);
  EXPECT_EQ(CodeOf(Send(request)), "invalid_input");
}

TEST_F(AshbyEnvelopeTest, TakesNothingFromTheQuery) {
  Request request = To("user.list", "{}");
  request.raw_query = "limit=10";
  EXPECT_EQ(CodeOf(Send(request)), "invalid_input");
}

TEST_F(AshbyEnvelopeTest, RefusesWrongTypes) {
  struct Case {
    const char* endpoint;
    const char* members;
  };
  const Case cases[] = {
      {"candidate.list", "\"createdAfter\":\"2024-01-01T00:00:00Z\""},
      {"candidate.list", "\"createdAfter\":\"1704067200000\""},
      {"candidate.list", "\"createdAfter\":1704067200000.5"},
      {"candidate.list", "\"createdAfter\":-1"},
      {"candidate.list", "\"limit\":\"10\""},
      {"candidate.list", "\"limit\":0"},
      {"candidate.list", "\"limit\":101"},
      {"candidate.list", "\"limit\":null"},
      {"candidate.list", "\"cursor\":\"\""},
      {"candidate.list", "\"cursor\":7"},
      {"candidate.list", "\"syncToken\":true"},
      {"candidate.info", "\"id\":\"7\""},
      {"candidate.info", "\"id\":7"},
      {"candidate.info", ""},
      {"candidate.info", "\"candidateId\":\"7\""},
      {"application.list", "\"status\":\"active\""},
      {"application.list", "\"status\":[\"Active\"]"},
      {"application.list", "\"expand\":\"openings\""},
      {"application.list", "\"expand\":[\"candidate\"]"},
      {"job.list", "\"status\":\"Open\""},
      {"job.list", "\"status\":[]"},
      {"user.list", "\"includeDeactivated\":\"true\""},
      {"source.list", "\"limit\":10"},
      {"interviewStage.list", ""},
      {"interviewEvent.list", "\"createdAfter\":0"},
      {"application.listHistory", "\"syncToken\":\"a\""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(CodeOf(Call(one.endpoint, one.members)), "invalid_input")
        << one.endpoint << " " << one.members;
  }
}

TEST_F(AshbyEnvelopeTest, SaysWhatItDidNotFind) {
  const struct {
    const char* endpoint;
    const char* key;
    const char* code;
  } cases[] = {
      {"application.info", "applicationId", "application_not_found"},
      {"application.listHistory", "applicationId", "application_not_found"},
      {"candidate.info", "id", "candidate_not_found"},
      {"candidate.listNotes", "candidateId", "candidate_not_found"},
      {"customField.info", "customFieldId", "custom_field_not_found"},
      {"department.info", "departmentId", "department_not_found"},
      {"feedbackFormDefinition.info", "feedbackFormDefinitionId",
       "feedback_form_definition_not_found"},
      {"interview.info", "id", "interview_not_found"},
      {"interviewEvent.list", "interviewScheduleId",
       "interview_schedule_not_found"},
      {"interviewStage.info", "interviewStageId", "interview_stage_not_found"},
      {"interviewStage.list", "interviewPlanId", "interview_plan_not_found"},
      {"job.info", "id", "job_not_found"},
      {"jobInterviewPlan.info", "jobId", "job_not_found"},
      {"jobPosting.info", "jobPostingId", "job_posting_not_found"},
      {"location.info", "locationId", "location_not_found"},
      {"offer.info", "offerId", "offer_not_found"},
      {"opening.info", "openingId", "opening_not_found"},
      {"project.info", "projectId", "project_not_found"},
      {"user.info", "userId", "user_not_found"},
  };
  for (const auto& one : cases) {
    // An id of another table, and one beyond the last record.
    const std::string foreign = AshbySimulator::IdOf("approval", 0);
    EXPECT_EQ(CodeOf(Call(one.endpoint, With("", one.key, foreign))), one.code)
        << one.endpoint;
  }
  const std::string beyond = AshbySimulator::IdOf("candidate", 1'000'000);
  EXPECT_EQ(CodeOf(Call("candidate.info", With("", "id", beyond))),
            "candidate_not_found");
}

TEST_F(AshbyEnvelopeTest, FindsIdsInEitherCase) {
  const std::string id = AshbySimulator::IdOf("user", 1);
  EXPECT_EQ(
      CodeOf(Call("user.info", With("", "userId", absl::AsciiStrToUpper(id)))),
      "");
}

}  // namespace
}  // namespace hirewire::sim
