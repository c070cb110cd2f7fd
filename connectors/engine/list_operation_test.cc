// Listing, page by page, over a fake wire: what is asked and what comes out.
#include "connectors/engine/list_operation.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/attachment.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/department.pb.h"
#include "hirewire/v1/eeoc_record.pb.h"
#include "hirewire/v1/job.pb.h"
#include "hirewire/v1/job_stage.pb.h"
#include "hirewire/v1/office.pb.h"
#include "hirewire/v1/tag.pb.h"
#include "hirewire/v1/user.pb.h"

namespace hirewire::engine {
namespace {

using connectors::ListQuery;
using testing::ElementsAre;
using testing::IsEmpty;

ListQuery Of(const std::string& entity, const std::string& token = "") {
  ListQuery query;
  query.entity = entity;
  query.page_token = token;
  // Nothing that needs a look-up: see join_loader_test.cc.
  if (entity == "Candidate") query.read_mask = {"id", "full_name", "tags"};
  return query;
}

std::string Link(const std::string& url) {
  return absl::StrCat("<", url, ">; rel=\"next\"");
}

// `count` records with ids from `first` on, as a JSON list.
std::string Ids(int first, int count) {
  std::string text = "[";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ",", "{\"id\":", first + i, "}");
  }
  return text + "]";
}

class ListTest : public testing::Test {
 protected:
  absl::StatusOr<v1::ListCandidatesResponse> Candidates(
      const ListQuery& query) {
    return vendor_.List<v1::ListCandidatesResponse>(query);
  }

  // The error of a second page after a first one that led there.
  absl::Status SecondPage(const std::string& link) {
    vendor_.wire().Answer(200, R"([{"id": 1}])", {{"Link", Link(link)}});
    const auto first = Candidates(Of("Candidate"));
    if (!first.ok()) return first.status();
    return Candidates(Of("Candidate", first->next_page_token())).status();
  }

  TestingVendor vendor_;
};

TEST_F(ListTest, FollowsTheLinkHeaderToTheEnd) {
  vendor_.wire()
      .Answer(200, R"([{"id": 1, "name": "Ada"}, {"id": 2}])",
              {{"Link", Link("https://api.acme.test/v2/candidates?c=%2F2")}})
      .Answer(200, R"([{"id": 3}])");
  const auto first = Candidates(Of("Candidate"));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->candidates_size(), 2);
  EXPECT_EQ(first->candidates(0).full_name(), "Ada");
  EXPECT_FALSE(absl::StrContains(first->next_page_token(), "acme"));
  const auto second = Candidates(Of("Candidate", first->next_page_token()));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->candidates(0).id(), "3");
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/candidates?per_page=100",
                                           "/v2/candidates?c=%2F2"));
}

TEST_F(ListTest, SendsTheManifestsHeadersAndTheCredential) {
  vendor_.wire().Answer(200, "[]");
  ASSERT_TRUE(Candidates(Of("Candidate")).ok());
  const http::Headers& headers = vendor_.wire().requests()[0].headers;
  EXPECT_EQ(http::FindHeader(headers, "x-acme-version"), "2");
  EXPECT_EQ(http::FindHeader(headers, "authorization"), "Bearer key");
  EXPECT_EQ(http::FindHeader(headers, "accept"), "application/json");
}

TEST_F(ListTest, ABodyCursorIsSentBackEscapedAndHasMoreDecides) {
  vendor_.wire()
      .Answer(200, R"({"data":[{"id":"a"}],"next":"x/y z&","more":true})")
      .Answer(200, R"({"data":[{"id":"b"}],"next":"left over","more":false})");
  const auto first = vendor_.List<v1::ListJobsResponse>(Of("Job"));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second =
      vendor_.List<v1::ListJobsResponse>(Of("Job", first->next_page_token()));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(
      vendor_.asked(),
      ElementsAre("/v2/jobs?limit=50", "/v2/jobs?limit=50&after=x%2Fy%20z%26"));
}

TEST_F(ListTest, MoreWithoutACursorBreaksTheContract) {
  for (const char* cursor : {"null", "\"\"", "{}", "true"}) {
    vendor_.wire().Answer(
        200,
        absl::StrCat(R"({"data":[{"id":1}],"more":true,"next":)", cursor, "}"));
    EXPECT_EQ(ReasonOf(vendor_.List<v1::ListJobsResponse>(Of("Job")).status()),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << cursor;
  }
}

TEST_F(ListTest, ABodyCursorAloneEndsWhereItIsMissing) {
  vendor_.wire()
      .Answer(200, R"({"data":[{"id":1}],"next":9007199254740993})")
      .Answer(200, R"({"data":[],"next":"3"})")
      .Answer(200, R"({"data":[{"id":2}]})");
  std::string token;
  std::vector<int> sizes;
  do {
    const auto page = vendor_.List<v1::ListTagsResponse>(Of("Tag", token));
    ASSERT_TRUE(page.ok()) << page.status();
    sizes.push_back(page->tags_size());
    token = page->next_page_token();
  } while (!token.empty());
  // An empty page with a cursor goes on.
  EXPECT_THAT(sizes, ElementsAre(1, 0, 1));
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/tags", "/v2/tags?after=9007199254740993",
                          "/v2/tags?after=3"));
}

TEST_F(ListTest, PageNumbersEndWithAShortPage) {
  vendor_.wire().Answer(200, Ids(1, 100)).Answer(200, Ids(101, 99));
  const auto first =
      vendor_.List<v1::ListDepartmentsResponse>(Of("Department"));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = vendor_.List<v1::ListDepartmentsResponse>(
      Of("Department", first->next_page_token()));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/departments?size=100&page=1",
                                           "/v2/departments?size=100&page=2"));
}

// Page 2 of 10 is not page 2 of 100: whoever changes the size must not skip or
// repeat a record.
TEST_F(ListTest, PageNumbersKeepTheSizeTheyBeganWith) {
  vendor_.wire().Answer(200, Ids(1, 10)).Answer(200, Ids(11, 10));
  ListQuery query = Of("Department");
  query.page_size = 10;
  const auto first = vendor_.List<v1::ListDepartmentsResponse>(query);
  ASSERT_TRUE(first.ok()) << first.status();
  query.page_token = first->next_page_token();
  query.page_size = 100;
  const auto second = vendor_.List<v1::ListDepartmentsResponse>(query);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->next_page_token(), "") << "ten of ten is a full page";
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/departments?size=10&page=1",
                                           "/v2/departments?size=10&page=2"));
}

TEST_F(ListTest, OffsetsCountTheRecordsThatCame) {
  vendor_.wire().Answer(200, Ids(1, 50)).Answer(200, "[]");
  ListQuery query = Of("Office");
  query.page_size = 50;
  const auto first = vendor_.List<v1::ListOfficesResponse>(query);
  ASSERT_TRUE(first.ok()) << first.status();
  query.page_token = first->next_page_token();
  const auto second = vendor_.List<v1::ListOfficesResponse>(query);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/offices?take=50",
                                           "/v2/offices?take=50&skip=50"));
}

TEST_F(ListTest, FollowsANextUrlOfTheBody) {
  vendor_.wire()
      .Answer(200, R"({"users":[{"id":1}],"links":{"next":"/v2/users?p=2"}})")
      .Answer(200, R"({"users":[],"links":{"next":null}})");
  const auto first = vendor_.List<v1::ListUsersResponse>(Of("User"));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second =
      vendor_.List<v1::ListUsersResponse>(Of("User", first->next_page_token()));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/users", "/v2/users?p=2"));
}

TEST_F(ListTest, ARequiredFilterGoesIntoThePathEscaped) {
  vendor_.wire().Answer(200, Ids(1, 2));
  ListQuery query = Of("JobStage");
  query.filters = {{"job_id", "a/b"}};
  const auto page = vendor_.List<v1::ListJobStagesResponse>(query);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/jobs/a%2Fb/stages?job=a%2Fb"));
}

TEST_F(ListTest, AParentThatIsNotThereIsNotFound) {
  vendor_.wire().Answer(404);
  ListQuery query = Of("JobStage");
  query.filters = {{"job_id", "7"}};
  EXPECT_EQ(ReasonOf(vendor_.List<v1::ListJobStagesResponse>(query).status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
}

TEST_F(ListTest, SoIsWhatAFilterNames) {
  vendor_.wire().Answer(404);
  ListQuery query = Of("Candidate");
  query.filters = {{"email", "nobody@acme.test"}};
  EXPECT_EQ(ReasonOf(vendor_.List<v1::ListCandidatesResponse>(query).status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
}

TEST_F(ListTest, WhatIsNotSupportedCostsNoCall) {
  const auto stages = vendor_.List<v1::ListJobStagesResponse>(Of("JobStage"));
  EXPECT_EQ(ReasonOf(stages.status()), v1::ERROR_REASON_ARGUMENT_INVALID);
  const auto offers = vendor_.List<v1::ListJobStagesResponse>(Of("Offer"));
  EXPECT_EQ(ReasonOf(offers.status()), v1::ERROR_REASON_OPERATION_UNSUPPORTED);
  EXPECT_TRUE(absl::StrContains(offers.status().message(), "elsewhere"));
  ListQuery query = Of("Candidate");
  query.filters = {{"location", "Bonn"}};
  const absl::Status filter = Candidates(query).status();
  EXPECT_EQ(ReasonOf(filter), v1::ERROR_REASON_FILTER_UNSUPPORTED);
  const auto metadata = DetailsOf(filter)->metadata;
  EXPECT_EQ(metadata.at("field"), "location");
  EXPECT_EQ(metadata.at("operation"), "Candidate.list");
  EXPECT_EQ(metadata.at("vendor"), "acme");
  EXPECT_EQ(metadata.at("connection"), "acme-1");
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

TEST_F(ListTest, APageLargerThanTheVendorsIsCut) {
  vendor_.wire().Answer(200, "[]").Answer(200, R"({"data":[]})");
  ListQuery query = Of("Candidate");
  query.page_size = 500;
  ASSERT_TRUE(Candidates(query).ok());
  query.entity = "Job";
  ASSERT_TRUE(vendor_.List<v1::ListJobsResponse>(query).ok());
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/candidates?per_page=200", "/v2/jobs?limit=50"));
}

TEST_F(ListTest, APageOverItsCapIsRefused) {
  vendor_.wire().Answer(200, absl::StrCat("{\"data\":", Ids(1, 61), "}"));
  const absl::Status status =
      vendor_.List<v1::ListJobsResponse>(Of("Job")).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("operation"), "Job.list");
}

TEST_F(ListTest, ARepeatedCursorNamesTheOperation) {
  vendor_.wire()
      .Answer(200, R"({"data":[{"id":1}],"next":"same"})")
      .Answer(200, R"({"data":[{"id":2}],"next":"same"})");
  const auto first = vendor_.List<v1::ListTagsResponse>(Of("Tag"));
  ASSERT_TRUE(first.ok()) << first.status();
  const absl::Status status =
      vendor_.List<v1::ListTagsResponse>(Of("Tag", first->next_page_token()))
          .status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("operation"), "Tag.list");
}

TEST_F(ListTest, ARepeatedFirstRecordIsNoticed) {
  vendor_.wire()
      .Answer(200, R"({"data":[{"id":1},{"id":2}],"next":"b"})")
      .Answer(200, R"({"data":[{"id":1},{"id":2}],"next":"c"})");
  const auto first = vendor_.List<v1::ListTagsResponse>(Of("Tag"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ReasonOf(vendor_
                         .List<v1::ListTagsResponse>(
                             Of("Tag", first->next_page_token()))
                         .status()),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST_F(ListTest, LinksThatLeadAwayAreNotFollowed) {
  for (const char* link : {
           "https://evil.test/v2/candidates",
           "http://api.acme.test/v2/candidates",
           "https://api.acme.test:8443/v2/candidates",
           "https://api.acme.test/v1/candidates",
           "https://api.acme.test/v2",
           "https://api.acme.test/v2/../v1/candidates",
           "https://api.acme.test/v2/%2e%2e/v1/candidates",
           "https://api.acme.test/v2evil/candidates",
           "https://api.acme.test@evil.test/v2/candidates",
           "https://user:pw@api.acme.test/v2/candidates",
           "//evil.test/v2/candidates",
           "/v1/candidates",
           "file:///etc/passwd",
           "https://",
       }) {
    const size_t before = vendor_.wire().requests().size();
    const absl::Status status = SecondPage(link);
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << link;
    EXPECT_FALSE(absl::StrContains(status.message(), "evil")) << status;
    EXPECT_EQ(vendor_.wire().requests().size(), before + 1) << link;
  }
}

TEST_F(ListTest, ForgedForeignChangedAndOldTokensCostNoCall) {
  vendor_.wire().Answer(
      200, R"([{"id": 1}])",
      {{"Link", Link("https://api.acme.test/v2/candidates?c=2")}});
  const auto first = Candidates(Of("Candidate"));
  ASSERT_TRUE(first.ok()) << first.status();
  const std::string token = first->next_page_token();
  const auto reason = [&](const ListQuery& query) {
    return ReasonOf(Candidates(query).status());
  };
  EXPECT_EQ(reason(Of("Candidate", "forged")),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  std::string bent = token;
  bent[bent.size() / 2] = bent[bent.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(reason(Of("Candidate", bent)), v1::ERROR_REASON_PAGE_TOKEN_INVALID);

  ListQuery changed = Of("Candidate", token);
  changed.filters = {{"email", "ada@example.com"}};
  EXPECT_EQ(reason(changed), v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  changed = Of("Candidate", token);
  changed.read_mask = {"id"};
  EXPECT_EQ(reason(changed), v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  changed = Of("Candidate", token);
  changed.include_raw = true;
  EXPECT_EQ(reason(changed), v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  EXPECT_EQ(reason(Of("Department", token)),
            v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);

  vendor_.Connect("acme-2");
  EXPECT_EQ(reason(Of("Candidate", token)),
            v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  vendor_.Connect("acme-1");
  vendor_.clock().Advance(absl::Hours(24));
  EXPECT_EQ(reason(Of("Candidate", token)),
            v1::ERROR_REASON_PAGE_TOKEN_EXPIRED);
  EXPECT_EQ(vendor_.wire().requests().size(), 1u);
}

TEST_F(ListTest, ATokenOutlivesTheAccountThatMadeIt) {
  vendor_.wire()
      .Answer(200, R"({"data":[{"id":1}],"next":"b"})")
      .Answer(200, R"({"data":[{"id":2}]})");
  const auto first = vendor_.List<v1::ListTagsResponse>(Of("Tag"));
  ASSERT_TRUE(first.ok()) << first.status();
  vendor_.Connect("acme-1");
  const auto second =
      vendor_.List<v1::ListTagsResponse>(Of("Tag", first->next_page_token()));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->tags(0).id(), "2");
}

TEST_F(ListTest, EmulatedFiltersShortenPagesWithoutACall) {
  vendor_.wire().Answer(
      200,
      R"([{"id":1,"tags":["x"]},{"id":2,"tags":["y"]},{"id":3,"tags":null},
          {"id":4,"tags":["y","x"]}])",
      {{"Link", Link("https://api.acme.test/v2/candidates?c=2")}});
  ListQuery query = Of("Candidate");
  query.filters = {{"tag", "x"}};
  query.include_raw = true;
  const auto page = Candidates(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->candidates_size(), 2);
  EXPECT_EQ(page->candidates(0).id(), "1");
  EXPECT_EQ(page->candidates(1).raw_json(), R"({"id":4,"tags":["y","x"]})");
  EXPECT_NE(page->next_page_token(), "");
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/candidates?per_page=100"));
}

TEST_F(ListTest, AFilterMayLookIntoReferenceData) {
  vendor_.Serve("/v2/candidates",
                R"([{"id":1,"source_id":7},{"id":2,"source_id":8}])");
  vendor_.Serve("/v2/sources",
                R"([{"id":7,"name":"Fair"},{"id":8,"name":"Web"}])");
  ListQuery query = Of("Candidate");
  query.filters = {{"source_name", "FAIR"}};
  query.read_mask = {"id"};
  const auto page = Candidates(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->candidates_size(), 1);
  EXPECT_EQ(page->candidates(0).id(), "1");
}

TEST_F(ListTest, RawIsTheVendorsBytesExactly) {
  const std::string one = "{ \"id\" : 1.0e0,\n \"name\":\"\\u00e9\\/\" }";
  vendor_.wire()
      .Answer(200, absl::StrCat("[ ", one, " , {\"id\":2}\t]"))
      .Answer(200, absl::StrCat("{\"data\":[", one, "],\"more\":false}"));
  ListQuery query = Of("Candidate");
  query.include_raw = true;
  const auto page = Candidates(query);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->candidates(0).raw_json(), one);
  EXPECT_EQ(page->candidates(0).full_name(), "\u00e9/");
  EXPECT_EQ(page->candidates(1).raw_json(), "{\"id\":2}");
  query.entity = "Job";
  const auto jobs = vendor_.List<v1::ListJobsResponse>(query);
  ASSERT_TRUE(jobs.ok()) << jobs.status();
  EXPECT_EQ(jobs->jobs(0).raw_json(), one);
}

TEST_F(ListTest, RowsOfOneGroupBecomeOneRecord) {
  vendor_.wire().Answer(200, R"([
      {"application": 1, "gender": "f"}, {"application": 2, "race": "x"},
      {"application": 1, "race": "y", "gender": "ignored"},
      {"application": null, "race": "z"}])");
  const auto page = vendor_.List<v1::ListEeocRecordsResponse>(Of("EeocRecord"));
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->eeoc_records_size(), 3);
  EXPECT_EQ(page->eeoc_records(0).id(), "1");
  EXPECT_EQ(page->eeoc_records(0).gender(), "f");
  EXPECT_EQ(page->eeoc_records(0).race(), "y");
  EXPECT_EQ(page->eeoc_records(1).race(), "x");
  // A row without a group stands for itself, and says that it has no id.
  EXPECT_EQ(page->eeoc_records(2).race(), "z");
  ASSERT_EQ(page->issues_size(), 1);
  EXPECT_EQ(page->issues(0).reason(), v1::RECORD_ISSUE_REASON_ID_MISSING);
}

TEST_F(ListTest, AFilterTakesThePlaceOfADefault) {
  vendor_.wire().Answer(200, R"({"data": []})");
  ListQuery query = Of("Attachment");
  query.filters = {{"application_id", "a1"},
                   {"kind", "RESUME"},
                   {"created_after", absl::FromUnixSeconds(7)}};
  EXPECT_TRUE(vendor_.List<v1::ListAttachmentsResponse>(query).ok());
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/applications/a1/resumes?since=7"));
}

}  // namespace
}  // namespace hirewire::engine
