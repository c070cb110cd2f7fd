// From the link to a connection with tokens, with a vendor in memory.
#include "auth/oauth/authorizations.h"

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorize_url.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/fake_transport.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr char kCallback[] = "https://hirewire.example/connect/callback";
constexpr char kPair[] =
    R"({"access_token":"canary-access","refresh_token":"canary-refresh",)"
    R"("token_type":"Bearer","expires_in":3600,"scope":"a:read b:read"})";

// A store that is away for writes after some more.
class Away : public store::Store {
 public:
  explicit Away(store::Store& store) : store_(store) {}
  absl::Status Transact(
      const std::function<absl::Status(store::Transaction&)>& body) override {
    if (writes_left == 0) return absl::UnavailableError("host db-7 is gone");
    if (writes_left > 0) --writes_left;
    return store_.Transact(body);
  }
  absl::Status Read(
      const std::function<absl::Status(store::Reader&)>& body) override {
    return store_.Read(body);
  }
  int writes_left = -1;

 private:
  store::Store& store_;
};

class AuthorizationsTest : public testing::Test {
 protected:
  void SetUp() override {
    recipe_.environment = "production";
    recipe_.authorize_url = "https://vendor.test/authorize";
    recipe_.token_url = "https://vendor.test/token";
    recipe_.pkce = true;
    app_.tenant = "acme";
    app_.vendor = "lever";
    app_.environment = "production";
    app_.client_id = "client-1";
    app_.client_secret = Secret("canary-secret");
    app_.redirect_uris = {"https://a.example/back"};
    ASSERT_TRUE(apps_.Set(app_).ok());
  }

  static BeginRequest Request(const std::string& id = "lever-1") {
    BeginRequest request;
    request.connection_id = id;
    request.vendor = "lever";
    request.display_name = "Lever of Acme";
    request.labels = {{"team", "blue"}};
    request.redirect_uri = "https://a.example/back";
    request.session = "session-1";
    return request;
  }

  Begun Begin(const BeginRequest& request = Request()) {
    auto begun = authorizations_.Begin("acme", request);
    EXPECT_TRUE(begun.ok()) << begun.status();
    return begun.ok() ? *std::move(begun) : Begun();
  }

  absl::Status WhyNot(const BeginRequest& request,
                      const std::string& tenant = "acme") {
    return authorizations_.Begin(tenant, request).status();
  }

  absl::StatusOr<Connection> Complete(
      const std::string& state, const std::string& error = "",
      const std::string& tenant = "acme",
      const std::string& session = "session-1") {
    AuthorizationAnswer answer;
    answer.state = state;
    answer.session = session;
    answer.error = error;
    if (error.empty()) answer.code = Secret("canary-code");
    auto made =
        RunSync(context_,
                authorizations_.Complete(tenant, std::move(answer), transport_),
                [this](const auto& done) { clock_.RunUntil(context_, done); });
    EXPECT_FALSE(absl::StrContains(made.status().ToString(), "canary"))
        << made.status();
    return made;
  }

  // The reason why this answer of the token endpoint makes no connection.
  v1::ErrorReason Outcome(int status, const std::string& body,
                          const http::Headers& headers = {}) {
    transport_.Answer(status, body, headers);
    const Begun begun = Begin();
    const absl::Status failed = Complete(begun.state).status();
    EXPECT_EQ(ReasonOf(registry_.Get("acme", "lever-1").status()),
              v1::ERROR_REASON_CONNECTION_NOT_FOUND);
    EXPECT_FALSE(tokens_.Load({"acme", "lever-1"})->has_value());
    // A code is good for one request, and so is the state.
    EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
              v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
    return ReasonOf(failed);
  }

  static std::string ValueIn(absl::string_view query, absl::string_view name) {
    for (const auto& [key, value] : http::ParseQuery(query)) {
      if (key == name) return value;
    }
    return "none";
  }

  // A parameter of the authorize URL; a field of the last token request.
  static std::string Asked(const Begun& begun, absl::string_view name) {
    return ValueIn(http::Url::Parse(begun.authorize_url)->query(), name);
  }
  std::string Sent(absl::string_view name) {
    return ValueIn(transport_.requests().back().body, name);
  }

  std::string AccessToken() {
    const auto tokens = tokens_.Load({"acme", "lever-1"});
    if (!tokens.ok() || !tokens->has_value()) return "none";
    return std::string(RevealSecret((*tokens)->pair.access_token));
  }

  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::FakeTransport transport_{clock_};
  std::unique_ptr<store::Store> sqlite_ = store::SqliteStore::InMemory();
  Away store_{*sqlite_};
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  ConnectionRegistry registry_{store_, vault_, clock_, random_};
  TokenTable tokens_{store_, vault_};
  OAuthApps apps_{store_, vault_, clock_};
  AuthorizationTable table_{store_, vault_};
  AuthorizationCodeRecipe recipe_;
  OAuthApp app_;
  bool by_key_ = false;
  Authorizations authorizations_{AuthorizationParts{
      .registry = registry_,
      .tokens = tokens_,
      .apps = apps_,
      .pending = table_,
      .clock = clock_,
      .recipe_of = [this](const Connection&) -> absl::StatusOr<GrantRecipe> {
        if (by_key_) return GrantRecipe(ApiKeyRecipe());
        return GrantRecipe(recipe_);
      },
      .callback_url = kCallback}};
};

TEST_F(AuthorizationsTest, ANewConnectionIsMadeWithItsTokens) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  EXPECT_EQ(begun.connection_id, "lever-1");
  EXPECT_EQ(begun.expire_time, clock_.Now() + absl::Minutes(10));
  EXPECT_EQ(Asked(begun, "state"), begun.state);
  EXPECT_EQ(Asked(begun, "client_id"), "client-1");
  EXPECT_EQ(Asked(begun, "redirect_uri"), "https://a.example/back");
  EXPECT_EQ(ReasonOf(registry_.Get("acme", "lever-1").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  const auto made = Complete(begun.state);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->id, "lever-1");
  EXPECT_EQ(made->tenant, "acme");
  EXPECT_EQ(made->vendor, "lever");
  EXPECT_EQ(made->display_name, "Lever of Acme");
  EXPECT_EQ(made->labels.at("team"), "blue");
  EXPECT_EQ(made->auth_kind, AuthKind::kAuthorizationCode);
  EXPECT_EQ(made->granted_scopes,
            (std::vector<std::string>{"a:read", "b:read"}));
  EXPECT_TRUE(registry_.Get("acme", "lever-1").ok());
  const auto tokens = tokens_.Load({"acme", "lever-1"});
  ASSERT_TRUE(tokens.ok() && tokens->has_value());
  EXPECT_EQ(RevealSecret((*tokens)->pair.access_token), "canary-access");
  EXPECT_EQ(RevealSecret((*tokens)->pair.refresh_token), "canary-refresh");
  EXPECT_EQ((*tokens)->pair.expires, (*tokens)->pair.issued + absl::Hours(1));
}

TEST_F(AuthorizationsTest, WithoutAnIdOneIsMade) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin(Request(""));
  EXPECT_TRUE(absl::StartsWith(begun.connection_id, "conn-"));
  const auto made = Complete(begun.state);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->id, begun.connection_id);
}

TEST_F(AuthorizationsTest, AConnectionThatIsThereKeepsItsIdAndItsOwnShape) {
  NewConnection request;
  request.id = "lever-1";
  request.vendor = "lever";
  request.display_name = "as it was";
  request.credentials = ApiKeyCredentials{Secret("canary-key")};
  const auto before = registry_.Create("acme", request);
  ASSERT_TRUE(before.ok()) << before.status();
  transport_.Answer(200, kPair);
  BeginRequest again = Request();
  again.vendor = "another";
  const Begun begun = Begin(again);
  // Until the code comes, it stays as it is.
  EXPECT_EQ(registry_.Get("acme", "lever-1")->auth_kind, AuthKind::kApiKey);
  const auto now = Complete(begun.state);
  ASSERT_TRUE(now.ok()) << now.status();
  EXPECT_EQ(now->id, "lever-1");
  EXPECT_EQ(now->vendor, "lever");
  EXPECT_EQ(now->display_name, "as it was");
  EXPECT_EQ(now->create_time, before->create_time);
  EXPECT_EQ(now->auth_kind, AuthKind::kAuthorizationCode);
  EXPECT_EQ(now->state, ConnectionState::kPending);
  EXPECT_GT(now->credential_version, before->credential_version);
  EXPECT_EQ(AccessToken(), "canary-access");
}

TEST_F(AuthorizationsTest, ADeclinedReconnectionLosesNothing) {
  transport_.Answer(200, kPair);
  ASSERT_TRUE(Complete(Begin().state).ok());
  EXPECT_EQ(ReasonOf(Complete(Begin().state, "access_denied").status()),
            v1::ERROR_REASON_AUTHORIZATION_DENIED);
  EXPECT_EQ(AccessToken(), "canary-access");
}

TEST_F(AuthorizationsTest, TwoForOneNewIdMakeOneConnection) {
  transport_.Answer(200, kPair).Answer(200, kPair);
  const Begun one = Begin(), two = Begin();
  ASSERT_TRUE(Complete(one.state).ok());
  EXPECT_EQ(ReasonOf(Complete(two.state).status()),
            v1::ERROR_REASON_CONNECTION_EXISTS);
  EXPECT_EQ((*tokens_.Load({"acme", "lever-1"}))->generation, 1);
}

TEST_F(AuthorizationsTest, ARedirectUriIsTheAppsToTheLastByteOrTheServersOwn) {
  BeginRequest request = Request();
  for (const char* bad :
       {"", "https://a.example/back/", "https://a.example/back?x=1",
        "https://A.example/back", "http://a.example/back",
        "https://a.example/bac", "https://hirewire.example/connect"}) {
    request.redirect_uri = bad;
    const absl::Status status = WhyNot(request);
    ASSERT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << bad;
    EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "redirect_uri");
  }
  request.redirect_uri = kCallback;
  EXPECT_EQ(Asked(Begin(request), "redirect_uri"), kCallback);
}

TEST_F(AuthorizationsTest, WithoutAnAppNothingBegins) {
  EXPECT_EQ(ReasonOf(WhyNot(Request(), "globex")),
            v1::ERROR_REASON_OAUTH_APP_MISSING);
  // Nor ends, where it was deleted meanwhile.
  const Begun begun = Begin();
  ASSERT_TRUE(apps_.Delete("acme", "lever", "production").ok());
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_OAUTH_APP_MISSING);
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(AuthorizationsTest, AVendorThatDoesNotDoSoIsRefused) {
  by_key_ = true;
  const absl::Status status = WhyNot(Request());
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "vendor");
}

TEST_F(AuthorizationsTest, WhatNoConnectionCanBeIsRefusedAtOnce) {
  EXPECT_EQ(ReasonOf(WhyNot(Request("No Id!"))),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  BeginRequest request = Request();
  request.vendor = "";
  EXPECT_EQ(DetailsOf(WhyNot(request))->metadata.at("field"), "vendor");
  request = Request();
  request.labels = {{"", "x"}};
  EXPECT_EQ(ReasonOf(WhyNot(request)), v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(AuthorizationsTest, TheCodeIsExchangedAsTheRfcSays) {
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

TEST_F(AuthorizationsTest, WithoutPkceThereIsNoVerifier) {
  transport_.Answer(200, kPair);
  recipe_.pkce = false;
  const Begun begun = Begin();
  EXPECT_EQ(Asked(begun, "code_challenge"), "none");
  ASSERT_TRUE(Complete(begun.state).ok());
  EXPECT_EQ(Sent("code_verifier"), "none");
}

TEST_F(AuthorizationsTest, AStateIsItsTenantsAndSessionsAndFoundByIts) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  EXPECT_EQ(ReasonOf(Complete(begun.state, "", "globex").status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(ReasonOf(Complete(begun.state, "", "acme", "").status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(
      ReasonOf(Complete(begun.state, "access_denied", "acme", "s2").status()),
      v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  const auto owner = authorizations_.Find(begun.state);
  ASSERT_TRUE(owner.ok()) << owner.status();
  EXPECT_EQ(owner->tenant, "acme");
  EXPECT_EQ(owner->session, "session-1");
  EXPECT_EQ(owner->connection_id, "lever-1");
  EXPECT_EQ(owner->vendor, "lever");
  EXPECT_TRUE(Complete(begun.state).ok());
}

TEST_F(AuthorizationsTest, AfterTenMinutesItIsUnknown) {
  const Begun begun = Begin();
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(ReasonOf(authorizations_.Find(begun.state).status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(AuthorizationsTest, ARefusalIsRepeatedOnlyInWordsOfTheRfc) {
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

TEST_F(AuthorizationsTest, AnAnswerThatIsNoTokenMakesNoConnection) {
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

TEST_F(AuthorizationsTest, ARefusedCodeIsTheCredentialsFault) {
  EXPECT_EQ(Outcome(400, R"({"error":"invalid_grant","x":"canary"})"),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(Outcome(401, R"({"error":"invalid_client"})"),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(Outcome(400, R"({"error":"invalid_request"})"),
            v1::ERROR_REASON_VENDOR_REFUSED);
}

TEST_F(AuthorizationsTest, AVendorThatIsAwayIsUnavailable) {
  for (const int status : {429, 500, 503}) {
    EXPECT_EQ(Outcome(status, "canary"), v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  }
  transport_.Fail(absl::UnavailableError("refused"));
  EXPECT_EQ(ReasonOf(Complete(Begin().state).status()),
            v1::ERROR_REASON_VENDOR_UNAVAILABLE);
}

TEST_F(AuthorizationsTest, ALifeInTextIsALifeAndWithoutOneItIsTheRecipes) {
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

TEST_F(AuthorizationsTest,
       WhereTheStoreIsAwayThereIsNeitherConnectionNorToken) {
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

TEST_F(AuthorizationsTest, ACodeThatIsMissingSpendsTheState) {
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

}  // namespace
}  // namespace hirewire::auth
