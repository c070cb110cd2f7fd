// Look-ups of other collections: how many requests which read_mask costs, and
// what becomes of the answers.
#include "connectors/engine/join_loader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/job.pb.h"

namespace hirewire::engine {
namespace {

using connectors::ListQuery;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ListQuery With(std::vector<std::string> mask) {
  ListQuery query;
  query.entity = "Candidate";
  query.read_mask = std::move(mask);
  return query;
}

// `count` candidates from id 1 on.
std::string Candidates(int count) {
  std::string text = "[";
  for (int id = 1; id <= count; ++id) {
    absl::StrAppend(&text, id == 1 ? "" : ",", "{\"id\":", id, "}");
  }
  return text + "]";
}

class JoinTest : public testing::Test {
 protected:
  JoinTest() {
    vendor_.Serve("/v2/candidates", R"([
        {"id": 1, "source_id": 7, "photo_id": "p1"},
        {"id": 2, "source_id": 9, "photo_id": null}])");
    vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])");
    vendor_.Serve("/v2/applications", R"([
        {"id": 11, "candidate_id": 1, "recruiter": "u1"},
        {"id": 12, "candidate_id": 1, "recruiter": "u2"}])");
    vendor_.Serve("/v2/users", R"([{"id": "u1", "mail": "r@acme.test"}])");
    vendor_.Serve("/v2/photos/p1", R"({"id": "p1", "url": "https://p/1"})");
  }

  absl::StatusOr<v1::ListCandidatesResponse> List(const ListQuery& query) {
    return vendor_.List<v1::ListCandidatesResponse>(query);
  }
  int64_t Asked(const std::string& path) const {
    const auto asked = vendor_.asked();
    return std::count_if(
        asked.begin(), asked.end(),
        [&](const std::string& url) { return absl::StartsWith(url, path); });
  }

  TestingVendor vendor_;
};

TEST_F(JoinTest, AMaskWithoutLookUpsCostsOneCall) {
  ASSERT_TRUE(List(With({"id", "full_name"})).ok());
  EXPECT_THAT(vendor_.asked(), SizeIs(1));
  EXPECT_EQ(vendor_.cost().vendor_calls, 1);
}

TEST_F(JoinTest, AnUnsetMaskTakesReferenceDataOnly) {
  const auto page = List(With({}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/candidates?per_page=100",
                                           "/v2/sources?per_page=200"));
  EXPECT_EQ(page->candidates(0).source_name(), "Fair");
  EXPECT_EQ(page->candidates(1).source_name(), "");
  EXPECT_THAT(page->candidates(0).application_ids(), SizeIs(0));
  EXPECT_THAT(page->issues(), SizeIs(0));
  // The second page finds the sources in memory.
  ASSERT_TRUE(List(With({})).ok());
  EXPECT_EQ(vendor_.cost().vendor_calls, 1);
}

TEST_F(JoinTest, AMaskPaysForWhatItNames) {
  const auto page = List(With({"application_ids"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/candidates?per_page=100",
                          "/v2/applications?candidate_ids=1%2C2&per_page=200"));
  EXPECT_THAT(page->candidates(0).application_ids(), ElementsAre("11", "12"));
  EXPECT_THAT(page->candidates(1).application_ids(), SizeIs(0));
  EXPECT_EQ(page->candidates(0).id(), "1");
  EXPECT_EQ(page->candidates(0).source_name(), "");
  EXPECT_EQ(vendor_.cost().vendor_calls, 2);
}

TEST_F(JoinTest, ALookUpMayNeedAnotherOne) {
  const auto page = List(With({"recruiter_id"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/candidates?per_page=100",
                          "/v2/applications?candidate_ids=1%2C2&per_page=200",
                          "/v2/users?ids=u1%2Cu2&per_page=200"));
  EXPECT_EQ(page->candidates(0).recruiter_id(), "r@acme.test");
}

TEST_F(JoinTest, AStarTakesEverything) {
  const auto page = List(With({"*"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(vendor_.asked(), SizeIs(5));
  EXPECT_EQ(page->candidates(0).photo_url(), "https://p/1");
  EXPECT_EQ(page->candidates(0).source_name(), "Fair");
}

TEST_F(JoinTest, BatchesAreFullAndNoKeyIsAskedTwice) {
  vendor_.wire().Answer(200, Candidates(51));
  ASSERT_TRUE(List(With({"application_ids"})).ok());
  EXPECT_EQ(Asked("/v2/applications"), 2);
  EXPECT_THAT(vendor_.asked().back(), HasSubstr("candidate_ids=51&"));
  vendor_.wire().Answer(200, Candidates(50));
  ASSERT_TRUE(List(With({"application_ids"})).ok());
  EXPECT_EQ(Asked("/v2/applications"), 3);
  vendor_.wire().Answer(200, R"([{"id":1},{"id":1},{"id":1}])");
  ASSERT_TRUE(List(With({"application_ids"})).ok());
  EXPECT_THAT(vendor_.asked().back(), HasSubstr("candidate_ids=1&"));
}

TEST_F(JoinTest, NoKeysCostNoCall) {
  vendor_.wire().Answer(200, "[]");
  ASSERT_TRUE(List(With({"application_ids", "photo_url"})).ok());
  EXPECT_EQ(vendor_.cost().vendor_calls, 1);
}

TEST_F(JoinTest, AllPagesOfALookUpAreRead) {
  vendor_.wire()
      .Answer(200, Candidates(1))
      .Answer(200, R"([{"id": 11, "candidate_id": 1}])",
              {{"Link", "</v2/applications?c=2>; rel=\"next\""}})
      .Answer(200, "[]", {{"Link", "</v2/applications?c=3>; rel=\"next\""}})
      .Answer(200, R"([{"id": 12, "candidate_id": 1}])");
  const auto page = List(With({"application_ids"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(0).application_ids(), ElementsAre("11", "12"));
}

TEST_F(JoinTest, ALookUpThatRunsInACircleEnds) {
  vendor_.wire().Answer(200, Candidates(1));
  for (int i = 0; i < 10; ++i) {
    vendor_.wire().Answer(200, "[]",
                          {{"Link", "</v2/applications?c=2>; rel=\"next\""}});
  }
  const absl::Status status = List(With({"application_ids"})).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("operation"),
            "Candidate.list.applications");
}

TEST_F(JoinTest, ADeniedLookUpIsAnIssueAndThePageWhole) {
  vendor_.Serve("/v2/applications", "{}", 403);
  const auto page = List(With({"id", "application_ids", "recruiter_id"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(), SizeIs(2));
  ASSERT_THAT(page->issues(), SizeIs(2));
  for (const v1::RecordIssue& issue : page->issues()) {
    EXPECT_EQ(issue.reason(), v1::RECORD_ISSUE_REASON_LOOKUP_FAILED);
    EXPECT_EQ(issue.record_id(), "");
  }
  EXPECT_EQ(page->issues(0).field_path(), "application_ids");
  EXPECT_EQ(page->issues(0).vendor_path(), "lookup('applications', id)[].id");
  EXPECT_EQ(page->issues(1).field_path(), "recruiter_id");
}

TEST_F(JoinTest, ADeniedCollectionIsAnIssueToo) {
  vendor_.Serve("/v2/sources", "{}", 403);
  const auto page = List(With({}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(), SizeIs(2));
  ASSERT_THAT(page->issues(), SizeIs(1));
  EXPECT_EQ(page->issues(0).field_path(), "source_name");
}

TEST_F(JoinTest, ABrokenLookUpFailsThePageAndNamesItself) {
  vendor_.Serve("/v2/applications", R"("text")");
  const absl::Status status = List(With({"application_ids"})).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("operation"),
            "Candidate.list.applications");
}

TEST_F(JoinTest, ASingleRecordThatIsGoneHasNoRow) {
  vendor_.Serve("/v2/photos/p1", "", 404);
  const auto page = List(With({"photo_url"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(), SizeIs(2));
  EXPECT_EQ(page->candidates(0).photo_url(), "");
}

TEST_F(JoinTest, HostileKeysAreNotAskedFor) {
  vendor_.Serve("/v2/candidates", R"([
      {"id": 1, "photo_id": ".."}, {"id": 2, "photo_id": "p1,p2"},
      {"id": 3, "photo_id": {"a": 1}}, {"id": 4, "photo_id": ""},
      {"id": 5, "photo_id": "p1"}])");
  const auto page = List(With({"photo_url"}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(Asked("/v2/photos"), 1);
  EXPECT_EQ(page->candidates(4).photo_url(), "https://p/1");
}

TEST_F(JoinTest, ReferenceDataIsReadAgainAfterItsTime) {
  ASSERT_TRUE(List(With({})).ok());
  vendor_.clock().Advance(absl::Seconds(59));
  ASSERT_TRUE(List(With({})).ok());
  EXPECT_EQ(Asked("/v2/sources"), 1);
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Renamed"}])");
  vendor_.clock().Advance(absl::Seconds(1));
  const auto page = List(With({}));
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(Asked("/v2/sources"), 2);
  EXPECT_EQ(page->candidates(0).source_name(), "Renamed");
}

TEST_F(JoinTest, CallsAtTheSameTimeShareOneLoad) {
  std::vector<std::unique_ptr<TestingVendor::Running>> calls;
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])", 200,
                absl::Seconds(5));
  for (int i = 0; i < 20; ++i) calls.push_back(vendor_.StartList(With({})));
  vendor_.Run();
  EXPECT_EQ(Asked("/v2/sources"), 1);
  int64_t charged = 0;
  for (const auto& call : calls) {
    ASSERT_TRUE(call->result && call->result->ok());
    EXPECT_THAT(**call->result, HasSubstr("Fair"));
    charged += call->cost.vendor_calls;
  }
  EXPECT_EQ(charged, 21) << "the load is one caller's cost";
}

TEST_F(JoinTest, ASharedLoadOutlivesTheCallThatBeganIt) {
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])", 200,
                absl::Seconds(5));
  const auto first = vendor_.StartList(With({}));
  vendor_.RunFor(absl::Seconds(1));
  const auto second = vendor_.StartList(With({}));
  vendor_.RunFor(absl::Seconds(1));
  first->handle.Cancel();
  vendor_.Run();
  EXPECT_EQ(ReasonOf(first->result->status()), v1::ERROR_REASON_CANCELLED);
  ASSERT_TRUE(second->result->ok()) << second->result->status();
  EXPECT_EQ(Asked("/v2/sources"), 1);
}

TEST_F(JoinTest, ACallWaitsForASharedLoadNoLongerThanItsDeadline) {
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])", 200,
                absl::Seconds(5));
  const auto patient = vendor_.StartList(With({}));
  ListQuery query = With({});
  query.deadline = vendor_.clock().Now() + absl::Seconds(2);
  const auto hasty = vendor_.StartList(query);
  vendor_.RunFor(absl::Seconds(3));
  ASSERT_TRUE(hasty->result);
  EXPECT_EQ(ReasonOf(hasty->result->status()),
            v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_FALSE(patient->result);
  vendor_.Run();
  EXPECT_TRUE(patient->result->ok());
}

TEST_F(JoinTest, AFailedLoadIsTriedAgainByTheNextCall) {
  vendor_.Serve("/v2/sources", "<html>", 400);
  EXPECT_EQ(ReasonOf(List(With({})).status()), v1::ERROR_REASON_VENDOR_REFUSED);
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])");
  EXPECT_TRUE(List(With({})).ok());
}

TEST_F(JoinTest, WhatIsIncludedInTheAnswerCostsNoCall) {
  vendor_.Serve("/v2/jobs", R"({
      "data": [{"id": "j1", "team_id": 4}, {"id": "j2", "team_id": 5},
               {"id": "j3", "team_id": null}],
      "included": [{"id": 4, "name": "Pumps"}, {"id": 6, "name": "Valves"}]})");
  ListQuery query;
  query.entity = "Job";
  const auto jobs = vendor_.List<v1::ListJobsResponse>(query);
  ASSERT_TRUE(jobs.ok()) << jobs.status();
  ASSERT_THAT(jobs->jobs(), SizeIs(3));
  EXPECT_EQ(jobs->jobs(0).team(), "Pumps");
  EXPECT_EQ(jobs->jobs(1).team(), "");
  EXPECT_EQ(jobs->jobs(2).team(), "");
  EXPECT_THAT(vendor_.asked(), SizeIs(1));
}

TEST_F(JoinTest, AGetReadsWhatIsIncludedToo) {
  vendor_.Serve("/v2/jobs/j1", R"({"job": {"id": "j1", "team_id": 4},
                                   "included": [{"id": 4, "name": "Pumps"}]})");
  connectors::GetQuery query;
  query.entity = "Job";
  query.id = "j1";
  const auto job = vendor_.Get<v1::GetJobResponse>(query);
  ASSERT_TRUE(job.ok()) << job.status();
  EXPECT_EQ(job->job().team(), "Pumps");
}

TEST_F(JoinTest, AnAnswerThatIncludesNothingUsableHasNoRows) {
  for (const char* included : {"null", "7", R"({"id": 4})", "[4, null]"}) {
    vendor_.Serve("/v2/jobs", absl::StrCat(R"({"data": [{"id": "j1",
        "team_id": 4}], "included": )",
                                           included, "}"));
    ListQuery query;
    query.entity = "Job";
    const auto jobs = vendor_.List<v1::ListJobsResponse>(query);
    ASSERT_TRUE(jobs.ok()) << included << jobs.status();
    EXPECT_EQ(jobs->jobs(0).team(), "") << included;
    EXPECT_THAT(jobs->issues(), SizeIs(0)) << included;
  }
}

}  // namespace
}  // namespace hirewire::engine
