// What comes of a code: all that a vendor may answer, and a store that is away.
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/oauth/authorizations.h"
#include "auth/oauth/authorizations_fixture.h"
#include "auth/oauth/authorize_url.h"
#include "auth/secret/secret.h"
#include "base/async/run.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using CodeExchangeTest = AuthorizationsTest;

TEST_F(CodeExchangeTest, TheScopesAreWrittenWithTheTokens) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  store_.writes_left = 2;  // The state is taken, and all else is written.
  const auto made = Complete(begun.state);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->granted_scopes.size(), 2u);
  EXPECT_EQ(registry_.Get("acme", "lever-1")->granted_scopes,
            made->granted_scopes);
  EXPECT_EQ(registry_.Get("acme", "lever-1")->generation, made->generation);
}

TEST_F(CodeExchangeTest, TheCodeIsExchangedAsTheRfcSays) {
  transport_.Answer(200, kPair);
  recipe_.token_parameters = {{"audience", "x"}};
  const Begun begun = Begin();
  ASSERT_TRUE(Complete(begun.state).ok());
  const http::Request& sent = transport_.requests().back();
  EXPECT_EQ(sent.method, "POST");
  EXPECT_EQ(sent.url, "https://vendor.test/token");
  EXPECT_LE(sent.deadline, clock_.Now() + absl::Seconds(30));
  EXPECT_EQ(Sent("grant_type"), "authorization_code");
  EXPECT_EQ(Sent("code"), "canary-code");
  EXPECT_EQ(Sent("redirect_uri"), "https://a.example/back");
  EXPECT_EQ(Sent("client_id"), "client-1");
  EXPECT_EQ(Sent("client_secret"), "canary-secret");
  EXPECT_EQ(Sent("audience"), "x");
  // 43 to 128 characters (RFC 7636, 4.1), of which the link held the digest.
  EXPECT_EQ(Sent("code_verifier").size(), 43u);
  EXPECT_EQ(CodeChallenge(Secret(Sent("code_verifier"))),
            Asked(begun, "code_challenge"));
}

TEST_F(CodeExchangeTest, WithoutPkceThereIsNoVerifier) {
  transport_.Answer(200, kPair);
  recipe_.pkce = false;
  const Begun begun = Begin();
  EXPECT_EQ(Asked(begun, "code_challenge"), "none");
  ASSERT_TRUE(Complete(begun.state).ok());
  EXPECT_EQ(Sent("code_verifier"), "none");
}

TEST_F(CodeExchangeTest, ARefusalIsRepeatedOnlyInWordsOfTheRfc) {
  for (const auto& [error, word] : {std::pair("access_denied", "access_denied"),
                                    std::pair("invalid_scope", "invalid_scope"),
                                    std::pair("server_error", "server_error"),
                                    std::pair("canary <script>", "other"),
                                    std::pair("access_denied ", "other")}) {
    const Begun begun = Begin();
    const absl::Status status = Complete(begun.state, error).status();
    ASSERT_EQ(ReasonOf(status), v1::ERROR_REASON_AUTHORIZATION_DENIED);
    EXPECT_EQ(DetailsOf(status)->metadata.at("vendor_code"), word);
    EXPECT_EQ(DetailsOf(status)->metadata.at("vendor"), "lever");
    EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
              v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  }
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CodeExchangeTest, AnAnswerThatIsNoTokenMakesNoConnection) {
  const std::string huge(64 << 10, 'x');
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {200, "<html>canary</html>"},
           {200, ""},
           {200, "[]"},
           {200, R"({"error":"canary"})"},
           {200, R"({"access_token":"","refresh_token":"canary"})"},
           {200, R"({"access_token":7})"},
           {200, R"({"access_token":"canary x"})"},
           {200, R"({"access_token":"canary","token_type":"mac"})"},
           {200, R"({"access_token":"canary","expires_in":"soon"})"},
           {200, R"({"access_token":"canary","expires_in":0})"},
           {200, R"({"access_token":"canary","expires_in":-3600})"},
           {200, R"({"access_token":"canary","expires_in":"nan"})"},
           {200, R"({"access_token":"canary","expires_in":{}})"},
           {200, absl::StrCat(R"({"access_token":"canary)", huge, R"("})")},
           {400, "<html>canary</html>"},
           {302, "canary"}}) {
    EXPECT_EQ(Outcome(status, body, {{"Location", "https://canary.test/"}}),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << status << " " << body.substr(0, 80);
  }
  // None of them was followed or repeated.
  EXPECT_EQ(transport_.requests().size(), 16u);
}

TEST_F(CodeExchangeTest, ARefusedCodeIsTheCredentialsFault) {
  EXPECT_EQ(Outcome(400, R"({"error":"invalid_grant","x":"canary"})"),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(Outcome(401, R"({"error":"invalid_client"})"),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(Outcome(400, R"({"error":"invalid_request"})"),
            v1::ERROR_REASON_VENDOR_REFUSED);
}

TEST_F(CodeExchangeTest, AVendorThatIsAwayIsUnavailable) {
  for (const int status : {429, 500, 503}) {
    EXPECT_EQ(Outcome(status, "canary"), v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  }
  transport_.Fail(absl::UnavailableError("refused"));
  EXPECT_EQ(ReasonOf(Complete(Begin().state).status()),
            v1::ERROR_REASON_VENDOR_UNAVAILABLE);
}

TEST_F(CodeExchangeTest, ALifeInTextIsALifeAndWithoutOneItIsTheRecipes) {
  transport_.Answer(200, R"({"access_token":"a","expires_in":"1800"})")
      .Answer(200, R"({"access_token":"b"})");
  recipe_.default_lifetime = absl::Minutes(7);
  ASSERT_TRUE(Complete(Begin().state).ok());
  EXPECT_EQ((*tokens_.Load({"acme", "lever-1"}))->pair.expires,
            clock_.Now() + absl::Minutes(30));
  ASSERT_TRUE(Complete(Begin().state).ok());
  EXPECT_EQ((*tokens_.Load({"acme", "lever-1"}))->pair.expires,
            clock_.Now() + absl::Minutes(7));
}

TEST_F(CodeExchangeTest, ACodeThatIsMissingSpendsTheState) {
  const Begun begun = Begin();
  AuthorizationAnswer answer;
  answer.state = begun.state;
  answer.session = "session-1";
  const auto made = RunSync(
      context_, authorizations_.Complete("acme", std::move(answer), transport_),
      [this](const auto& done) { clock_.RunUntil(context_, done); });
  EXPECT_EQ(DetailsOf(made.status())->metadata.at("field"), "code");
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CodeExchangeTest, WhereTheStoreIsAwayThereIsNeitherConnectionNorToken) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  store_.writes_left = 0;
  EXPECT_EQ(ReasonOf(WhyNot(Request())), v1::ERROR_REASON_STORE_UNAVAILABLE);
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_STORE_UNAVAILABLE);
  // The state was not used up, nor the code.
  EXPECT_TRUE(transport_.requests().empty());
  store_.writes_left = 1;
  const absl::Status status = Complete(begun.state).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_UNAVAILABLE);
  EXPECT_FALSE(absl::StrContains(status.ToString(), "db-7"));
  EXPECT_EQ(transport_.requests().size(), 1u);
  EXPECT_EQ(ReasonOf(registry_.Get("acme", "lever-1").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(AccessToken(), "none");
}

}  // namespace
}  // namespace hirewire::auth
