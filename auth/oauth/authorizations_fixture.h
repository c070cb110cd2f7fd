// Authorizations over a store and a vendor in memory, for tests.
#ifndef HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_FIXTURE_H_
#define HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_FIXTURE_H_

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>

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
#include "auth/oauth/authorizations.h"
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

inline constexpr char kCallback[] = "https://hirewire.example/connect/callback";
inline constexpr char kPair[] =
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

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_FIXTURE_H_
