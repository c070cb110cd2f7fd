// What becomes of a vendor's good, bad, late and hostile answers, from the
// account down to the wire.
#include "connectors/engine/vendor_account.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"

namespace hirewire::engine {
namespace {

using connectors::ListQuery;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr char kToken[] =
    R"({"access_token": "fresh", "token_type": "bearer", "expires_in": 3600})";

ListQuery Candidates() {
  ListQuery query;
  query.entity = "Candidate";
  query.read_mask = {"id"};
  return query;
}

class AccountTest : public testing::Test {
 protected:
  absl::StatusOr<v1::ListCandidatesResponse> List() {
    return vendor_.List<v1::ListCandidatesResponse>(Candidates());
  }
  // The reason when the vendor answers every request so.
  v1::ErrorReason ReasonFor(int status, const std::string& body) {
    vendor_.Serve("/v2/candidates", body, status);
    return ReasonOf(List().status());
  }
  // Client credentials, whose token endpoint answers what is queued first.
  void ConnectWithClientCredentials() {
    vendor_.Connect("acme-1", auth::ClientCredentials{auth::Secret("client"),
                                                      auth::Secret("secret"),
                                                      auth::Secret("")});
  }

  TestingVendor vendor_;
};

TEST_F(AccountTest, AnUnreadableAnswerIsTriedAgainAndThenInvalid) {
  const std::string deep = std::string(10000, '[') + std::string(10000, ']');
  for (const std::string& body : std::vector<std::string>{
           "<!DOCTYPE html><title>Sign in</title>", "[{\"id\": 1}, {\"id\"",
           deep, "[1,]", "[{\"id\":1}]trailing", "\xff\xfe", "{", " "}) {
    EXPECT_EQ(ReasonFor(200, body), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << body.substr(0, 40);
    EXPECT_EQ(vendor_.cost().vendor_calls, 5) << body.substr(0, 40);
    EXPECT_EQ(vendor_.cost().retries, 4);
  }
}

TEST_F(AccountTest, HalfAnAnswerOnceIsMendedByTheNextTry) {
  vendor_.wire().Answer(200, R"([{"id": 1)").Answer(200, R"([{"id": 1}])");
  const auto page = List();
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(), SizeIs(1));
  EXPECT_EQ(vendor_.cost().retries, 1);
}

TEST_F(AccountTest, AReadableAnswerOfTheWrongShapeIsFinal) {
  for (const char* body :
       {"null", "{}", R"({"error": "x"})", "\"text\"", "7", "true"}) {
    EXPECT_EQ(ReasonFor(200, body), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << body;
    EXPECT_EQ(vendor_.cost().vendor_calls, 1) << body;
  }
  EXPECT_EQ(ReasonFor(204, ""), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_EQ(ReasonFor(200, ""), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST_F(AccountTest, RecordsThatAreNoneSpoilThemselvesOnly) {
  vendor_.Serve("/v2/candidates", R"([null, 7, [], {}, {"id": 1}])");
  const auto page = List();
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_THAT(page->candidates(), SizeIs(5));
  EXPECT_EQ(page->candidates(4).id(), "1");
  ASSERT_THAT(page->issues(), SizeIs(4));
  for (const v1::RecordIssue& issue : page->issues()) {
    EXPECT_EQ(issue.reason(), v1::RECORD_ISSUE_REASON_ID_MISSING);
  }
}

TEST_F(AccountTest, EveryStatusHasItsReason) {
  const struct {
    int status;
    v1::ErrorReason reason;
    int64_t calls;
  } kRows[] = {
      {301, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID, 1},
      {304, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID, 1},
      {400, v1::ERROR_REASON_VENDOR_REFUSED, 1},
      {401, v1::ERROR_REASON_CREDENTIALS_REJECTED, 1},
      {402, v1::ERROR_REASON_QUOTA_EXHAUSTED, 1},
      {403, v1::ERROR_REASON_SCOPE_MISSING, 1},
      // Of a list: the collection is not there, which no record is.
      {404, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID, 1},
      {408, v1::ERROR_REASON_VENDOR_UNAVAILABLE, 5},
      {422, v1::ERROR_REASON_VENDOR_REFUSED, 1},
      {429, v1::ERROR_REASON_QUOTA_EXHAUSTED, 5},
      {500, v1::ERROR_REASON_VENDOR_UNAVAILABLE, 5},
      {503, v1::ERROR_REASON_VENDOR_UNAVAILABLE, 5},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(ReasonFor(row.status, "<html>Ada Lovelace</html>"), row.reason)
        << row.status;
    EXPECT_EQ(vendor_.cost().vendor_calls, row.calls) << row.status;
    const absl::Status status = List().status();
    // The vendor's words are never echoed.
    EXPECT_FALSE(absl::StrContains(status.ToString(), "Ada")) << status;
    const auto metadata = DetailsOf(status)->metadata;
    EXPECT_EQ(metadata.at("http_status"), absl::StrCat(row.status));
    EXPECT_EQ(metadata.at("operation"), "Candidate.list");
    EXPECT_EQ(metadata.at("vendor"), "acme");
    EXPECT_EQ(metadata.at("connection"), "acme-1");
  }
}

TEST_F(AccountTest, ARedirectIsNotFollowed) {
  vendor_.wire().Answer(302, "", {{"Location", "https://evil.test/"}});
  EXPECT_EQ(ReasonOf(List().status()),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_THAT(vendor_.wire().requests(), SizeIs(1));
}

TEST_F(AccountTest, AMissingPermissionIsNamed) {
  vendor_.wire().Answer(403);
  const absl::Status status = List().status();
  EXPECT_EQ(DetailsOf(status)->metadata.at("scope"), "candidates:read");
}

TEST_F(AccountTest, A429WaitsForAsLongAsTheVendorSays) {
  vendor_.wire().Answer(429, "", {{"Retry-After", "30"}}).Answer(200, "[]");
  const absl::Time start = vendor_.clock().Now();
  ASSERT_TRUE(List().ok());
  EXPECT_GE(vendor_.clock().Now() - start, absl::Seconds(30));
  EXPECT_LT(vendor_.clock().Now() - start, absl::Seconds(40));
}

TEST_F(AccountTest, AWaitBeyondTheDeadlineFailsAtOnce) {
  vendor_.wire().Answer(429, "", {{"Retry-After", "30"}});
  const absl::Time start = vendor_.clock().Now();
  ListQuery query = Candidates();
  query.deadline = start + absl::Seconds(10);
  const absl::Status status =
      vendor_.List<v1::ListCandidatesResponse>(query).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_GE(DetailsOf(status)->retry_after, absl::Seconds(30));
  EXPECT_LT(vendor_.clock().Now() - start, absl::Seconds(1));
}

TEST_F(AccountTest, ASlowVendorIsLeftAtTheDeadline) {
  vendor_.Serve("/v2/candidates", "[]", 200, absl::Minutes(5));
  const absl::Time start = vendor_.clock().Now();
  ListQuery query = Candidates();
  query.deadline = start + absl::Seconds(10);
  const absl::Status status =
      vendor_.List<v1::ListCandidatesResponse>(query).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_EQ(vendor_.clock().Now() - start, absl::Seconds(10));
  EXPECT_EQ(vendor_.wire().in_flight(), 0);
}

TEST_F(AccountTest, ACancelledCallFreesTheWire) {
  vendor_.Serve("/v2/candidates", "[]", 200, absl::Minutes(5));
  const auto call = vendor_.StartList(Candidates());
  vendor_.RunFor(absl::Seconds(1));
  EXPECT_EQ(vendor_.wire().in_flight(), 1);
  call->handle.Cancel();
  vendor_.RunFor(absl::ZeroDuration());
  ASSERT_TRUE(call->result);
  EXPECT_EQ(ReasonOf(call->result->status()), v1::ERROR_REASON_CANCELLED);
  EXPECT_EQ(vendor_.wire().in_flight(), 0);
}

TEST_F(AccountTest, RulesFindErrorsInGoodAnswers) {
  EXPECT_EQ(ReasonFor(200, R"({"success": false, "code": "x"})"),
            v1::ERROR_REASON_VENDOR_REFUSED);
  EXPECT_THAT(std::string(List().status().message()),
              HasSubstr("refused the request"));
  EXPECT_EQ(ReasonFor(200, R"({"success": false, "code": "busy"})"),
            v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(vendor_.cost().vendor_calls, 5);
  EXPECT_EQ(ReasonFor(402, ""), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_THAT(std::string(List().status().message()),
              HasSubstr("has not paid"));
}

TEST_F(AccountTest, ARuleMayCallAnAnswerEmpty) {
  vendor_.wire().Answer(400, R"({"code": "no_rows"})");
  const auto page = List();
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->candidates(), IsEmpty());
  EXPECT_EQ(page->next_page_token(), "");
  EXPECT_EQ(ReasonFor(400, R"({"code": "other"})"),
            v1::ERROR_REASON_VENDOR_REFUSED);
}

TEST_F(AccountTest, A401FetchesANewTokenOnce) {
  ConnectWithClientCredentials();
  vendor_.wire()
      .Answer(200, R"({"access_token": "old", "expires_in": 3600})")
      .Answer(401)
      .Answer(200, kToken)
      .Answer(200, R"([{"id": 1}])");
  ASSERT_TRUE(List().ok());
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/token", "/v2/candidates?per_page=100", "/token",
                          "/v2/candidates?per_page=100"));
  EXPECT_EQ(
      http::FindHeader(vendor_.wire().requests()[3].headers, "Authorization"),
      "Bearer fresh");
  // The token is kept.
  vendor_.wire().Answer(200, "[]");
  ASSERT_TRUE(List().ok());
  EXPECT_THAT(vendor_.asked(), SizeIs(5));
}

TEST_F(AccountTest, RefusedWithAFreshTokenIsRejected) {
  ConnectWithClientCredentials();
  vendor_.wire()
      .Answer(200, kToken)
      .Answer(200, R"({"success": false, "code": "stale"})")
      .Answer(200, kToken)
      .Answer(401);
  EXPECT_EQ(ReasonOf(List().status()), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(vendor_.wire().queued(), 0u);
}

TEST_F(AccountTest, TheTokenEndpointsRefusalSpendsNoCall) {
  ConnectWithClientCredentials();
  vendor_.wire().Answer(401, R"({"error": "invalid_client"})");
  EXPECT_EQ(ReasonOf(List().status()), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_THAT(vendor_.asked(), ElementsAre("/token"));
}

TEST_F(AccountTest, CheckMakesTheProbe) {
  vendor_.wire().Answer(200, "{}");
  EXPECT_TRUE(vendor_.Check().ok());
  EXPECT_THAT(vendor_.asked(), ElementsAre("/v2/me"));
  EXPECT_EQ(vendor_.cost().vendor_calls, 1);
}

TEST_F(AccountTest, CheckTellsADeadCredentialFromAWeakOne) {
  vendor_.wire().Answer(401).Answer(403);
  const absl::Status dead = vendor_.Check();
  EXPECT_EQ(ReasonOf(dead), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_THAT(DetailsOf(dead)->metadata,
              UnorderedElementsAre(
                  Pair("connection", "acme-1"), Pair("http_status", "401"),
                  Pair("operation", "probe"), Pair("vendor", "acme")));
  const absl::Status weak = vendor_.Check();
  EXPECT_EQ(ReasonOf(weak), v1::ERROR_REASON_SCOPE_MISSING);
  EXPECT_EQ(DetailsOf(weak)->metadata.at("scope"), "me:read");
}

TEST_F(AccountTest, NoErrorShowsTheKey) {
  for (const int status : {301, 400, 401, 403, 404, 429, 500}) {
    vendor_.Serve("/v2/candidates", "key", status);
    EXPECT_THAT(List().status().ToString(),
                AllOf(Not(HasSubstr("Bearer")), Not(HasSubstr("per_page"))));
  }
}

}  // namespace
}  // namespace hirewire::engine
