// One record by its id, over a fake wire.
#include "connectors/engine/get_operation.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "base/status/error.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/job.pb.h"

namespace hirewire::engine {
namespace {

using connectors::GetQuery;
using testing::ElementsAre;
using testing::IsEmpty;

GetQuery Of(const std::string& entity, const std::string& id) {
  GetQuery query;
  query.entity = entity;
  query.id = id;
  if (entity == "Candidate") query.read_mask = {"full_name"};
  return query;
}

class GetTest : public testing::Test {
 protected:
  absl::StatusOr<v1::GetCandidateResponse> Candidate(const std::string& id) {
    return vendor_.Get<v1::GetCandidateResponse>(Of("Candidate", id));
  }

  TestingVendor vendor_;
};

TEST_F(GetTest, FindsTheRecordInAList) {
  vendor_.wire().Answer(200, R"([{"id": 9007199254740993, "name": "Ada"}])");
  const auto found = Candidate("9007199254740993");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->candidate().id(), "9007199254740993");
  EXPECT_EQ(found->candidate().full_name(), "Ada");
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/candidates?ids=9007199254740993"));
}

TEST_F(GetTest, OfSeveralRecordsTheOneThatWasAskedForIsIt) {
  constexpr char kList[] = R"([{"id": 4, "name": "Bo"}, {"name": "nobody"},
                               {"id": 5,  "name": "Cy"}])";
  vendor_.wire().Answer(200, kList);
  GetQuery query = Of("Candidate", "5");
  query.include_raw = true;
  const auto found = vendor_.Get<v1::GetCandidateResponse>(query);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->candidate().full_name(), "Cy");
  EXPECT_EQ(found->candidate().raw_json(), R"({"id": 5,  "name": "Cy"})");
  vendor_.wire().Answer(200, kList);
  EXPECT_EQ(ReasonOf(Candidate("6").status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
}

TEST_F(GetTest, WhatIsNotThereIsNotFound) {
  for (const auto& [status, body] :
       {std::pair(200, "[]"), std::pair(200, R"([{"id": 6}])"),
        std::pair(200, R"([{"name": "nobody"}])"), std::pair(404, "{}"),
        std::pair(410, ""), std::pair(400, R"({"code": "no_rows"})")}) {
    vendor_.wire().Answer(status, body);
    const absl::Status missing = Candidate("5").status();
    EXPECT_EQ(ReasonOf(missing), v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND)
        << status << " " << body;
    const auto metadata = DetailsOf(missing)->metadata;
    EXPECT_EQ(metadata.at("operation"), "Candidate.get");
    EXPECT_EQ(metadata.at("connection"), "acme-1");
  }
}

TEST_F(GetTest, AnAnswerWithoutARecordIsInvalid) {
  for (const char* body : {"", "null", "7", "\"text\"", "true"}) {
    vendor_.wire().Answer(200, body);
    EXPECT_EQ(ReasonOf(Candidate("5").status()),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << body;
  }
}

TEST_F(GetTest, GetFieldsReplaceThoseOfTheList) {
  vendor_.wire().Answer(200, R"({"job": {
      "id": "j/1", "title": "unused",
      "details": {"title": "Engineer", "html": "<p>x</p>"}}})");
  GetQuery query = Of("Job", "j/1");
  query.include_raw = true;
  const auto found = vendor_.Get<v1::GetJobResponse>(query);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->job().title(), "Engineer");
  EXPECT_EQ(found->job().description_html(), "<p>x</p>");
  EXPECT_TRUE(absl::StartsWith(found->job().raw_json(), "{\n"));
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/jobs/j%2F1"));
}

TEST_F(GetTest, AnIdCannotLeadToAnotherPath) {
  for (const char* id : {"..", ".", "../users", "x/../../users"}) {
    const absl::Status status =
        vendor_.Get<v1::GetJobResponse>(Of("Job", id)).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << id;
  }
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

TEST_F(GetTest, AnEmptyMaskTakesLookUpsToo) {
  vendor_.Serve("/v2/candidates", R"([{"id": 1, "source_id": 7}])");
  vendor_.Serve("/v2/sources", R"([{"id": 7, "name": "Fair"}])");
  vendor_.Serve("/v2/applications", R"([{"id": 11, "candidate_id": 1}])");
  GetQuery query = Of("Candidate", "1");
  query.read_mask = {};
  const auto found = vendor_.Get<v1::GetCandidateResponse>(query);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->candidate().source_name(), "Fair");
  EXPECT_THAT(found->candidate().application_ids(), ElementsAre("11"));
}

TEST_F(GetTest, ADeniedLookUpIsAnIssue) {
  vendor_.Serve("/v2/candidates", R"([{"id": 1}])");
  vendor_.Serve("/v2/applications", "", 403);
  GetQuery query = Of("Candidate", "1");
  query.read_mask = {"application_ids"};
  const auto found = vendor_.Get<v1::GetCandidateResponse>(query);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->issues_size(), 1);
  EXPECT_EQ(found->issues(0).reason(), v1::RECORD_ISSUE_REASON_LOOKUP_FAILED);
}

TEST_F(GetTest, WhatIsNotSupportedCostsNoCall) {
  for (const char* entity : {"Tag", "Offer", "Scorecard", "Nonsense", ""}) {
    EXPECT_EQ(
        ReasonOf(vendor_.Get<v1::GetJobResponse>(Of(entity, "1")).status()),
        v1::ERROR_REASON_OPERATION_UNSUPPORTED)
        << entity;
  }
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

}  // namespace
}  // namespace hirewire::engine
