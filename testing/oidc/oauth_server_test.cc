// Connecting and renewing at an OAuth server that is not ours: what we believe
// of RFC 6749, 7636 and 9700 is also what npm's oidc-provider believes. Real
// HTTP on loopback; our own time is virtual, so that a token lapses at once.
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/secret/secret.h"
#include "auth/token/authorization_code_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/curl_transport.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/make_limiter.h"
#include "connectors/traffic/observer.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"
#include "testing/oidc/browser.h"
#include "testing/oidc/provider_process.h"

namespace hirewire::oidc {
namespace {

constexpr char kCallback[] = "https://app.example/callback";
constexpr char kConnection[] = "acme";

http::CurlOptions PlainHttp() {
  http::CurlOptions options;
  options.allow_plain_http = true;
  return options;
}

class NoObserver : public traffic::Observer {
 public:
  void OnAttempt(const traffic::Observation&) override {}
};

// Dies when the vendor has answered and nothing is stored.
class Killer : public auth::RefreshObserver {
 public:
  absl::Status Reached(auth::RefreshStep step) override {
    return step == auth::RefreshStep::kAnswered ? absl::InternalError("killed")
                                                : absl::OkStatus();
  }
};

traffic::Verdict Judge(const http::Response& response) {
  using Action = traffic::Verdict::Action;
  if (response.status == 200) return {};
  return {.action = response.status == 401 ? Action::kRefresh : Action::kFail,
          .status = Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("401"),
          .retry_after = {}};
}

class OAuthServerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = ProviderProcess::Start("hirewire", "app-secret", kCallback);
    ASSERT_TRUE(started.ok()) << started.status();
    provider_ = *std::move(started);
    recipe_.environment = "production";
    recipe_.authorize_url = provider_->issuer() + "/auth";
    recipe_.token_url = provider_->issuer() + "/token";
    recipe_.pkce = true;
    recipe_.default_scopes = {"openid", "offline_access"};
    // This server gives a refresh token only where consent was asked for.
    recipe_.authorize_parameters = {{"prompt", "consent"}};
    auth::OAuthApp app;
    app.vendor = "acme";
    app.environment = "production";
    app.client_id = "hirewire";
    app.client_secret = auth::Secret("app-secret");
    app.redirect_uris = {kCallback};
    ASSERT_TRUE(apps_.Set(app).ok());
  }

  template <typename Result>
  Result Wait(boost::asio::awaitable<Result> work) {
    return RunSync(context_, std::move(work));
  }

  // What the customer's browser brings back from the vendor.
  absl::StatusOr<auth::AuthorizationAnswer> Authorize() {
    auth::BeginRequest request;
    request.connection_id = kConnection;
    request.vendor = "acme";
    request.redirect_uri = kCallback;
    HW_ASSIGN_OR_RETURN(const auth::Begun begun,
                        authorizations_.Begin("", request));
    Browser browser(transport_);
    HW_ASSIGN_OR_RETURN(const std::string back,
                        Wait(browser.Visit(begun.authorize_url, kCallback)));
    HW_ASSIGN_OR_RETURN(const http::Url url, http::Url::Parse(back));
    auth::AuthorizationAnswer answer;
    for (const auto& [name, value] : http::ParseQuery(url.query())) {
      if (name == "state") answer.state = value;
      if (name == "code") answer.code = auth::Secret(value);
      if (name == "error") answer.error = value;
    }
    return answer;
  }

  absl::StatusOr<auth::Connection> Connect() {
    HW_ASSIGN_OR_RETURN(auth::AuthorizationAnswer answer, Authorize());
    return Wait(authorizations_.Complete("", std::move(answer), transport_));
  }

  auth::Connection Now() { return *registry_.Get("", kConnection); }
  auth::StoredTokens Stored() { return **tokens_.Load({"", kConnection}); }
  // The token has lapsed by our clock.
  void Lapse() { clock_.Advance(absl::Hours(2)); }

  // Asks the provider who the customer is, as a process of its own: "OK", or
  // the reason of the failure.
  std::string Ask(auth::RefreshObserver* observer = nullptr) {
    auto channel = traffic::BuildChannel(
        {.vendor = "acme",
         .connection = kConnection,
         .base_url = provider_->issuer(),
         .credentials = std::make_shared<auth::AuthorizationCodeSource>(
             auth::RefreshParts{.table = tokens_,
                                .apps = apps_,
                                .transport = transport_,
                                .clock = clock_,
                                .random = random_,
                                .observer = observer},
             Now(), recipe_, context_.get_executor()),
         .limiter = *traffic::MakeLimiter(clock_, {}),
         .transport = &transport_,
         .clock = &clock_,
         .random = &random_,
         .observer = &no_observer_});
    if (!channel.ok()) return channel.status().ToString();
    connectors::Cost cost;
    traffic::Call call;
    call.request.url = provider_->issuer() + "/me";
    call.request.deadline = clock_.Now() + absl::Minutes(1);
    call.classify = Judge;
    call.operation = "acme.me";
    call.cost = &cost;
    const auto answer = Wait((*channel)->Send(call));
    return answer.ok() ? "OK"
                       : std::string(ReasonName(ReasonOf(answer.status())));
  }

  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::CurlTransport transport_{context_.get_executor(), clock_, PlainHttp()};
  NoObserver no_observer_;
  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  auth::Vault vault_{*keys_};
  auth::ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  auth::TokenTable tokens_{*store_, vault_};
  auth::OAuthApps apps_{*store_, vault_, clock_};
  auth::AuthorizationTable pending_{*store_, vault_};
  auth::AuthorizationCodeRecipe recipe_;
  auth::Authorizations authorizations_{{.registry = registry_,
                                        .tokens = tokens_,
                                        .apps = apps_,
                                        .pending = pending_,
                                        .clock = clock_,
                                        .recipe_of =
                                            [this](const auth::Connection&) {
                                              return auth::GrantRecipe(recipe_);
                                            },
                                        .callback_url = ""}};
  std::unique_ptr<ProviderProcess> provider_;
};

TEST_F(OAuthServerTest, ACustomerWhoAgreesIsConnectedAndTheTokenWorks) {
  const auto connection = Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  EXPECT_EQ(connection->id, kConnection);
  EXPECT_EQ(connection->granted_scopes,
            (std::vector<std::string>{"openid", "offline_access"}));
  EXPECT_FALSE(Stored().pair.refresh_token.empty());
  EXPECT_EQ(Ask(), "OK");
  EXPECT_EQ(Stored().generation, 1);
}

TEST_F(OAuthServerTest, WithoutPkceTheServerDeclinesAndSoDoWe) {
  recipe_.pkce = false;
  const auto connection = Connect();
  EXPECT_EQ(ReasonOf(connection.status()),
            v1::ERROR_REASON_AUTHORIZATION_DENIED)
      << connection.status();
  EXPECT_EQ(DetailsOf(connection.status())->metadata["vendor_code"],
            "invalid_request");
  EXPECT_FALSE(registry_.Get("", kConnection).ok());
}

TEST_F(OAuthServerTest, ACustomerWhoDeclinesIsNotConnected) {
  recipe_.authorize_parameters.emplace_back("login_hint", "declines");
  const auto connection = Connect();
  EXPECT_EQ(ReasonOf(connection.status()),
            v1::ERROR_REASON_AUTHORIZATION_DENIED)
      << connection.status();
  EXPECT_FALSE(registry_.Get("", kConnection).ok());
}

TEST_F(OAuthServerTest, ACodeOfAnotherBrowsersVerifierIsRefused) {
  auto mine = Authorize();
  auto other = Authorize();
  ASSERT_TRUE(mine.ok() && other.ok());
  std::swap(mine->code, other->code);
  const auto connection =
      Wait(authorizations_.Complete("", *std::move(mine), transport_));
  EXPECT_EQ(ReasonOf(connection.status()),
            v1::ERROR_REASON_CREDENTIALS_REJECTED)
      << connection.status();
}

TEST_F(OAuthServerTest, EachLapseIsRenewedAndTheRefreshTokenRotates) {
  ASSERT_TRUE(Connect().ok());
  for (int lapse = 1; lapse <= 5; ++lapse) {
    Lapse();
    EXPECT_EQ(Ask(), "OK") << lapse;
    EXPECT_EQ(Stored().generation, 1 + lapse);
  }
}

TEST_F(OAuthServerTest, ASpentRefreshTokenRevokesTheGrantAndConnectingMendsIt) {
  ASSERT_TRUE(Connect().ok());
  const auth::TokenPair spent = Stored().pair;
  Lapse();
  ASSERT_EQ(Ask(), "OK");
  const auth::TokenPair newest = Stored().pair;
  const auto put = [&](auth::TokenPair pair) {
    return store_->Transact([&](store::Transaction& t) {
      return tokens_.PutGrant(t, {"", kConnection}, pair);
    });
  };
  ASSERT_EQ(put(spent), absl::OkStatus());
  EXPECT_EQ(Ask(), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(Now().state, auth::ConnectionState::kNeedsReauthorization);
  // With it went the newest pair, which was never misused.
  ASSERT_EQ(put(newest), absl::OkStatus());
  EXPECT_EQ(Ask(), "REAUTHORIZATION_REQUIRED");
  ASSERT_TRUE(Connect().ok());
  EXPECT_EQ(Ask(), "OK");
}

TEST_F(OAuthServerTest, AProcessThatDiesWithTheNewPairIsShownAsThatVeryLoss) {
  ASSERT_TRUE(Connect().ok());
  Lapse();
  Killer killer;
  EXPECT_NE(Ask(&killer), "OK");
  // What the next one does when the lease has run out.
  auth::StoredTokens tokens = Stored();
  EXPECT_FALSE(tokens.lease_holder.empty());
  tokens.lease_holder.clear();
  ++tokens.lost_attempts;
  ASSERT_TRUE(*tokens_.Replace(tokens, nullptr));
  EXPECT_EQ(Ask(), "REFRESH_LOST");
  EXPECT_EQ(Now().state, auth::ConnectionState::kNeedsReauthorization);
  EXPECT_EQ(Now().state_reason, "REFRESH_LOST");
}

}  // namespace
}  // namespace hirewire::oidc
