#include "auth/token/keep_alive.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/rotating_vendor.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/crypto/keyring.h"
#include "base/http/fake_transport.h"
#include "base/random/seeded_random.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

class KeepAliveTest : public testing::Test {
 protected:
  void SetUp() override {
    transport_.Handle(vendor_.Handler());
    OAuthApp app;
    app.vendor = "acme";
    app.environment = "production";
    app.client_id = "app";
    app.client_secret = Secret("secret");
    ASSERT_TRUE(apps_.Set(app).ok());
    recipe_.environment = "production";
    recipe_.token_url = "https://acme.test/token";
    recipe_.refresh_idle = absl::Hours(24);
    Connect("acme-1");
  }

  void Connect(const std::string& id) {
    NewConnection request;
    request.id = id;
    request.vendor = "acme";
    request.credentials = AuthorizationCode{};
    ASSERT_TRUE(registry_
                    .Create("", request,
                            [&](store::Transaction& t) {
                              return tokens_.PutGrant(t, {"", id},
                                                      vendor_.Grant());
                            })
                    .ok());
  }

  static ConnectionChange Disabled() {
    ConnectionChange change;
    change.disabled = true;
    return change;
  }

  int Sweep() {
    KeepAlive keep_alive({.table = tokens_,
                          .apps = apps_,
                          .transport = transport_,
                          .clock = clock_,
                          .random = random_},
                         *store_,
                         [this](const Connection&) { return recipe_; });
    const auto renewed =
        RunSync(context_, keep_alive.Sweep(),
                [this](const auto& done) { clock_.RunUntil(context_, done); });
    EXPECT_TRUE(renewed.ok()) << renewed.status();
    return renewed.value_or(-1);
  }

  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::FakeTransport transport_{clock_};
  RotatingVendor vendor_{clock_};
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  TokenTable tokens_{*store_, vault_};
  OAuthApps apps_{*store_, vault_, clock_};
  AuthorizationCodeRecipe recipe_;
};

TEST_F(KeepAliveTest, AGrantIsRenewedWhenHalfItsIdleTimeIsOver) {
  EXPECT_EQ(Sweep(), 0);
  clock_.Advance(absl::Hours(11));
  EXPECT_EQ(Sweep(), 0);
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(Sweep(), 1);
  EXPECT_EQ(Sweep(), 0);
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(KeepAliveTest, AnOldGrantIsRenewedBeforeItsEnd) {
  recipe_.refresh_idle = absl::InfiniteDuration();
  recipe_.refresh_lifetime = absl::Hours(100);
  clock_.Advance(absl::Hours(89));
  EXPECT_EQ(Sweep(), 0);
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(Sweep(), 1);
}

TEST_F(KeepAliveTest, AGrantThatIsKeptForEverIsLeftAlone) {
  recipe_.refresh_idle = absl::InfiniteDuration();
  clock_.Advance(absl::Hours(24 * 400));
  EXPECT_EQ(Sweep(), 0);
}

TEST_F(KeepAliveTest, ADisabledConnectionKeepsItsGrant) {
  ASSERT_TRUE(registry_.Update("", "acme-1", Disabled()).ok());
  clock_.Advance(absl::Hours(13));
  EXPECT_EQ(Sweep(), 1);
  EXPECT_EQ(registry_.Get("", "acme-1")->state, ConnectionState::kDisabled);
}

TEST_F(KeepAliveTest, ALostGrantIsNotAskedForAgain) {
  vendor_.Revoke();
  clock_.Advance(absl::Hours(13));
  EXPECT_EQ(Sweep(), 0);
  EXPECT_EQ(registry_.Get("", "acme-1")->state,
            ConnectionState::kNeedsReauthorization);
  EXPECT_EQ(Sweep(), 0);
  EXPECT_EQ(transport_.requests().size(), 1u);
}

TEST_F(KeepAliveTest, OneFailureDoesNotKeepTheOthersFromBeingSeen) {
  for (int i = 2; i <= 150; ++i) Connect(absl::StrCat("acme-", i));
  // The connections share one grant of this vendor: the first one is answered
  // 503, then each pair is spent after one use but the first.
  transport_.Answer(503);
  clock_.Advance(absl::Hours(13));
  Sweep();
  EXPECT_GE(transport_.requests().size(), 150u);
}

TEST_F(KeepAliveTest, ItGoesOnUntilItIsCancelled) {
  KeepAlive keep_alive({.table = tokens_,
                        .apps = apps_,
                        .transport = transport_,
                        .clock = clock_,
                        .random = random_},
                       *store_, [this](const Connection&) { return recipe_; });
  CancelHandle running =
      Spawn(context_.get_executor(), keep_alive.Run(), [](absl::Status) {});
  clock_.RunToIdle(context_, absl::Hours(24 * 10));
  EXPECT_GE(vendor_.refreshes(), 19);
  EXPECT_LE(vendor_.refreshes(), 20);
  EXPECT_FALSE(vendor_.revoked());
  running.Cancel();
  clock_.RunToIdle(context_, absl::Seconds(1));
  EXPECT_EQ(clock_.waiters(), 0u);
}

}  // namespace
}  // namespace hirewire::auth
