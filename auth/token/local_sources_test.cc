#include "auth/token/local_sources.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/api_key_source.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/fake_transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

class LocalSourcesTest : public testing::Test {
 protected:
  Connection Create(const std::string& tenant, const std::string& key) {
    NewConnection request;
    request.id = "lever-1";
    request.vendor = "lever";
    request.credentials = ApiKeyCredentials{Secret(key)};
    const auto made = registry_.Create(tenant, request);
    EXPECT_TRUE(made.ok()) << made.status();
    return *made;
  }

  std::shared_ptr<CredentialSource> For(const Connection& connection) {
    const auto source = sources_.For(connection, bearer_);
    EXPECT_TRUE(source.ok()) << source.status();
    return source.value_or(nullptr);
  }

  std::string Header(CredentialSource& source) {
    const auto credential =
        RunSync(context_, source.Get(clock_.Now() + absl::Minutes(1)),
                [this](const auto& done) { clock_.RunUntil(context_, done); });
    return credential.ok()
               ? std::string(RevealSecret(credential->header_value))
               : std::string(ReasonName(ReasonOf(credential.status())));
  }

  const GrantRecipe bearer_ =
      ApiKeyRecipe{{.kind = ApiKeyPlacement::Kind::kBearer}};
  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::FakeTransport transport_{clock_};
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  TokenTable tokens_{*store_, vault_};
  OAuthApps apps_{*store_, vault_, clock_};
  LocalSources sources_{registry_, context_.get_executor(),
                        RefreshParts{.table = tokens_,
                                     .apps = apps_,
                                     .transport = transport_,
                                     .clock = clock_,
                                     .random = random_}};
};

TEST_F(LocalSourcesTest, AConnectionHasOneSourceWhoeverAsks) {
  const Connection connection = Create("acme", "one");
  const auto source = For(connection);
  EXPECT_EQ(For(connection), source);
  EXPECT_EQ(Header(*source), "Bearer one");
}

TEST_F(LocalSourcesTest, AChangeOfStateOrLabelsKeepsTheSource) {
  const auto source = For(Create("acme", "one"));
  ASSERT_TRUE(
      registry_.SetState("acme", "lever-1", ConnectionState::kActive, "").ok());
  ConnectionChange change;
  change.display_name = "another name";
  const auto changed = registry_.Update("acme", "lever-1", change);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(For(*changed), source);
}

TEST_F(LocalSourcesTest, ANewCredentialMakesANewSource) {
  const auto source = For(Create("acme", "one"));
  const auto changed = registry_.ReplaceCredentials(
      "acme", "lever-1", ApiKeyCredentials{Secret("two")}, nullptr);
  ASSERT_TRUE(changed.ok()) << changed.status();
  const auto now = For(*changed);
  EXPECT_NE(now, source);
  EXPECT_EQ(Header(*now), "Bearer two");
  // Who still has the old one can use it to the end.
  EXPECT_EQ(Header(*source), "Bearer one");
}

TEST_F(LocalSourcesTest, AConnectionMadeAgainUnderItsIdHasItsOwnSource) {
  For(Create("acme", "one"));
  ASSERT_TRUE(registry_.Delete("acme", "lever-1").ok());
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Header(*For(Create("acme", "two"))), "Bearer two");
}

TEST_F(LocalSourcesTest, TenantsWithTheSameIdAreApart) {
  const Connection ours = Create("acme", "one");
  const Connection theirs = Create("globex", "two");
  EXPECT_EQ(Header(*For(ours)), "Bearer one");
  EXPECT_EQ(Header(*For(theirs)), "Bearer two");
}

TEST_F(LocalSourcesTest, AnAuthorizationCodeIsServedFromTheTokenTable) {
  NewConnection request;
  request.id = "lever-1";
  request.vendor = "lever";
  request.credentials = AuthorizationCode{};
  const auto made =
      registry_.Create("acme", request, [&](store::Transaction& t) {
        return tokens_.PutGrant(t, {"acme", "lever-1"},
                                {.access_token = Secret("a"),
                                 .refresh_token = Secret("r"),
                                 .issued = clock_.Now(),
                                 .expires = clock_.Now() + absl::Hours(1),
                                 .scopes = {}});
      });
  ASSERT_TRUE(made.ok()) << made.status();
  const auto source = sources_.For(*made, AuthorizationCodeRecipe());
  ASSERT_TRUE(source.ok()) << source.status();
  EXPECT_EQ(Header(**source), "Bearer a");
}

TEST_F(LocalSourcesTest, AFailureIsNotKept) {
  Connection missing;
  missing.tenant = "acme";
  missing.id = "lever-1";
  missing.vendor = "lever";
  EXPECT_EQ(ReasonOf(sources_.For(missing, bearer_).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(ReasonOf(sources_.For(missing, bearer_).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(Header(*For(Create("acme", "one"))), "Bearer one");
}

TEST_F(LocalSourcesTest, ATrialIsKeptNowhere) {
  Connection draft;
  draft.tenant = "acme";
  draft.id = "lever-1";
  const auto trial =
      sources_.Trial(draft, ApiKeyCredentials{Secret("try")}, bearer_);
  ASSERT_TRUE(trial.ok()) << trial.status();
  EXPECT_EQ(Header(**trial), "Bearer try");
  EXPECT_EQ(Header(*For(Create("acme", "one"))), "Bearer one");
  EXPECT_EQ(
      ReasonOf(
          sources_.Trial(draft, AuthorizationCode(), AuthorizationCodeRecipe())
              .status()),
      v1::ERROR_REASON_ARGUMENT_INVALID);
}

}  // namespace
}  // namespace hirewire::auth
