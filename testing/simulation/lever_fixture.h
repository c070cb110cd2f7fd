// A customer of Lever's, connected through OAuth, in virtual time: what the
// server is made of on one side, the simulated vendor on the other, and days
// that pass at once.
//
//   class LeverYearTest : public LeverFixture {};
//   ASSERT_EQ(Connect(), absl::OkStatus());
//   PassDays(30);
//   EXPECT_EQ(Use(), "OK");
#ifndef HIREWIRE_TESTING_SIMULATION_LEVER_FIXTURE_H_
#define HIREWIRE_TESTING_SIMULATION_LEVER_FIXTURE_H_

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/keep_alive.h"
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
#include "connectors/traffic/channel.h"
#include "connectors/traffic/observer.h"
#include "gtest/gtest.h"
#include "testing/simulators/lever/lever_simulator.h"

namespace hirewire::simulation {

class LeverFixture : public testing::Test {
 protected:
  static constexpr char kConnection[] = "acme";

  LeverFixture();
  ~LeverFixture() override;
  void SetUp() override;

  // The customer follows the link and agrees; again, where the connection is
  // there.
  absl::Status Connect();

  // One call of the API through the connection: "OK", or the failure's reason.
  std::string Use();

  // Whatever waits for its time meanwhile gets it.
  void PassDays(int days);
  // Uses it once on each of them.
  void UseDaily(int days);

  // From now on grants are kept alive, as a server does it.
  void KeepAlive();

  // Connection state and reason: "ACTIVE", "NEEDS_REAUTHORIZATION
  // REFRESH_LOST".
  std::string State() const;
  // How often the vendor renewed a token, or refused to.
  int64_t Refreshes() const { return vendor_->TokenCalls() - exchanges_; }

  template <typename Result>
  Result Wait(boost::asio::awaitable<Result> work) {
    return RunSync(context_, std::move(work), [this](const auto& done) {
      clock_.RunUntil(context_, done);
    });
  }

  auth::RefreshParts Parts() {
    return {.table = tokens_,
            .apps = apps_,
            .transport = transport_,
            .clock = clock_,
            .random = random_};
  }

  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  std::unique_ptr<sim::LeverSimulator> vendor_;
  http::FakeTransport transport_{clock_};
  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  auth::Vault vault_{*keys_};
  auth::ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  auth::TokenTable tokens_{*store_, vault_};
  auth::OAuthApps apps_{*store_, vault_, clock_};
  auth::AuthorizationTable pending_{*store_, vault_};
  const auth::AuthorizationCodeRecipe recipe_;

 private:
  class NoObserver : public traffic::Observer {
   public:
    void OnAttempt(const traffic::Observation&) override {}
  };

  auth::Authorizations authorizations_;
  NoObserver no_observer_;
  std::unique_ptr<traffic::Channel> channel_;
  std::optional<auth::KeepAlive> keep_alive_;
  CancelHandle keeping_alive_;
  // Codes exchanged for tokens.
  int64_t exchanges_ = 0;
};

}  // namespace hirewire::simulation

#endif  // HIREWIRE_TESTING_SIMULATION_LEVER_FIXTURE_H_
