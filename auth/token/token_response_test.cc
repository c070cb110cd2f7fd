#include "auth/token/token_response.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// Thursday, 1 January 2026, noon.
const absl::Time kSent = absl::FromUnixSeconds(1767268800);

absl::StatusOr<AccessToken> Read(int status, std::string body,
                                 http::Headers headers = {}) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers = std::move(headers);
  return ReadTokenResponse(std::move(response), kSent, absl::Hours(1));
}

absl::Duration LifetimeOf(absl::string_view fields,
                          http::Headers headers = {}) {
  const auto token =
      Read(200, absl::StrCat(R"({"access_token":"t")", fields, "}"), headers);
  return token.ok() ? token->lifetime : absl::ZeroDuration();
}

void ExpectError(const absl::StatusOr<AccessToken>& token,
                 v1::ErrorReason reason) {
  EXPECT_EQ(ReasonOf(token.status()), reason) << token.status();
  // Neither in the message nor in the metadata.
  std::string all = token.status().ToString();
  token.status().ForEachPayload([&](auto, const absl::Cord& payload) {
    absl::StrAppend(&all, std::string(payload));
  });
  EXPECT_FALSE(absl::StrContains(all, "canary")) << all;
}

TEST(TokenResponse, GivesTheTokenAndItsLife) {
  const auto token = Read(
      200, R"({"token_type":"bearer","access_token":"a.b-c","expires_in":60})");
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(RevealSecret(token->value), "a.b-c");
  EXPECT_EQ(token->lifetime, absl::Seconds(60));
}

TEST(TokenResponse, TakesExpiresInAsNumberAndAsText) {
  EXPECT_EQ(LifetimeOf(R"(,"expires_in":"7200")"), absl::Hours(2));
  EXPECT_EQ(LifetimeOf(R"(,"expires_in":90.5)"), absl::Milliseconds(90500));
  EXPECT_EQ(LifetimeOf(R"(,"expires_in":1e300)"), absl::Hours(24 * 3650));
}

TEST(TokenResponse, FallsBackWhereNoLifeIsGiven) {
  EXPECT_EQ(LifetimeOf(""), absl::Hours(1));
  EXPECT_EQ(LifetimeOf(R"(,"expires_in":null)"), absl::Hours(1));
  EXPECT_EQ(LifetimeOf(R"(,"expires_at":"in an hour")"), absl::Hours(1));
}

TEST(TokenResponse, RefusesALifeThatIsNone) {
  for (const char* life : {"0", "-1", "\"0\"", "\"-3600\"", "\"soon\"", "\"\"",
                           "true", "[]", "{}", "\"nan\"", "\"inf\""}) {
    ExpectError(Read(200, absl::StrCat(R"({"access_token":"canary",)",
                                       R"("expires_in":)", life, "}")),
                v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  }
}

TEST(TokenResponse, MeasuresExpiresAtOnTheVendorsOwnClock) {
  // The vendor's clock is an hour ahead of ours.
  EXPECT_EQ(LifetimeOf(R"(,"expires_at":"2026-01-01T14:00:00Z")",
                       {{"date", "Thu, 01 Jan 2026 13:00:00 GMT"}}),
            absl::Hours(1));
  // An hour behind: the token looks expired and is not.
  EXPECT_EQ(LifetimeOf(R"(,"expires_at":"2026-01-01T12:00:00.000Z")",
                       {{"Date", "Thu, 01 Jan 2026 11:00:00 GMT"}}),
            absl::Hours(1));
}

TEST(TokenResponse, MeasuresExpiresAtOnOurClockWithoutADate) {
  EXPECT_EQ(LifetimeOf(R"(,"expires_at":"2026-01-01T13:30:00+01:00")"),
            absl::Minutes(30));
  EXPECT_EQ(LifetimeOf(R"(,"expires_at":"2026-01-01T13:00:00Z")",
                       {{"Date", "yesterday"}}),
            absl::Hours(1));
}

TEST(TokenResponse, PrefersExpiresInWhichNeedsNoClock) {
  EXPECT_EQ(
      LifetimeOf(R"(,"expires_at":"2020-01-01T00:00:00Z","expires_in":9)"),
      absl::Seconds(9));
}

TEST(TokenResponse, RefusesATokenThatHasExpired) {
  ExpectError(Read(200, R"({"access_token":"canary",)"
                        R"("expires_at":"2026-01-01T12:00:00Z"})"),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST(TokenResponse, RefusesATokenThatIsNone) {
  const std::string huge(65536, 'x');
  for (const std::string& token :
       {std::string("null"), std::string("\"\""), std::string("17"),
        std::string(R"("canary\r\nX: y")"), std::string(R"("can ary")"),
        std::string(R"("can\u0000ary")"), std::string("\"canäry\""),
        absl::StrCat("\"", huge, "\"")}) {
    ExpectError(Read(200, absl::StrCat(R"({"access_token":)", token, "}")),
                v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  }
  ExpectError(Read(200, R"({"token_type":"mac","access_token":"canary"})"),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST(TokenResponse, TakesATokenOf16KB) {
  EXPECT_TRUE(Read(200, absl::StrCat(R"({"access_token":")",
                                     std::string(16384, 'x'), R"("})"))
                  .ok());
}

TEST(TokenResponse, RefusesAnAnswerThatIsNone) {
  for (const char* body :
       {"", "<html>canary</html>", "{\"access_token\":\"canary", "[]", "{}",
        "\"canary\"", R"({"error":"canary"})"}) {
    ExpectError(Read(200, body), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  }
  ExpectError(Read(200, std::string(100000, '[')),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  ExpectError(Read(302, "", {{"Location", "https://canary.example/"}}),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  ExpectError(Read(101, ""), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  ExpectError(Read(400, "<html>canary</html>"),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST(TokenResponse, TellsThatTheClientIsRejected) {
  ExpectError(Read(401, R"({"error":"invalid_client"})"),
              v1::ERROR_REASON_CREDENTIALS_REJECTED);
  ExpectError(Read(401, "<html>canary</html>"),
              v1::ERROR_REASON_CREDENTIALS_REJECTED);
  ExpectError(Read(403, R"({"error":"invalid_grant"})"),
              v1::ERROR_REASON_CREDENTIALS_REJECTED);
  // Greenhouse on a malformed client id.
  ExpectError(Read(400, R"({"message":"client_id=canary does not contain a )"
                        R"(valid client ID suffix","errorId":"err-1"})"),
              v1::ERROR_REASON_CREDENTIALS_REJECTED);
  const auto details =
      DetailsOf(Read(400, R"({"error":"invalid_client"})").status());
  EXPECT_EQ(details->metadata.at("http_status"), "400");
  EXPECT_EQ(details->metadata.at("vendor_code"), "invalid_client");
}

TEST(TokenResponse, RepeatsOnlyTheWordsOfTheStandard) {
  const auto rejected = Read(400, R"({"error":"canary"})");
  ExpectError(rejected, v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(DetailsOf(rejected.status())->metadata.count("vendor_code"), 0u);
}

TEST(TokenResponse, TellsARefusedRequestFromARejectedClient) {
  ExpectError(Read(400, R"({"error":"unsupported_grant_type"})"),
              v1::ERROR_REASON_VENDOR_REFUSED);
  ExpectError(Read(404, "canary"), v1::ERROR_REASON_VENDOR_REFUSED);
}

TEST(TokenResponse, TellsThatTheVendorIsDownAndForHowLong) {
  for (const int status : {408, 429, 500, 502, 503, 504}) {
    const auto down = Read(status, "canary", {{"Retry-After", "7"}});
    ExpectError(down, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
    EXPECT_EQ(DetailsOf(down.status())->retry_after, absl::Seconds(7));
  }
  for (const char* wait : {"-1", "soon", "99999999999999999999"}) {
    const auto down = Read(503, "", {{"Retry-After", wait}});
    EXPECT_EQ(DetailsOf(down.status())->retry_after, absl::Seconds(5)) << wait;
  }
  EXPECT_EQ(DetailsOf(Read(503, "", {{"Retry-After", "86400"}}).status())
                ->retry_after,
            absl::Hours(1));
}

}  // namespace
}  // namespace hirewire::auth
