// One connection, several processes (sources over one store), a vendor whose
// refresh tokens work once, in virtual time.
#include "auth/token/token_refresh.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/event_log.h"
#include "auth/connection/registry.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/authorization_code_source.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/rotating_vendor.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/crypto/keyring.h"
#include "base/http/fake_transport.h"
#include "base/http/transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// Dies at one step, a given number of times.
class Killer : public RefreshObserver {
 public:
  void At(RefreshStep step, int times = 1) {
    step_ = step;
    left_ = times;
  }
  absl::Status Reached(RefreshStep step) override {
    if (step != step_ || left_ == 0) return absl::OkStatus();
    --left_;
    return absl::InternalError("killed");
  }

 private:
  RefreshStep step_ = RefreshStep::kLeased;
  int left_ = 0;
};

// A store that is away for a number of calls.
class Away : public store::Store {
 public:
  explicit Away(store::Store& store) : store_(store) {}
  absl::Status Transact(
      const std::function<absl::Status(store::Transaction&)>& body) override {
    if (writes_away > 0) {
      --writes_away;
      return absl::UnavailableError("gone");
    }
    return store_.Transact(body);
  }
  absl::Status Read(
      const std::function<absl::Status(store::Reader&)>& body) override {
    return store_.Read(body);
  }
  int writes_away = 0;

 private:
  store::Store& store_;
};

class TokenRefreshTest : public testing::Test {
 protected:
  void SetUp() override {
    transport_.Handle(vendor_.Handler());
    ASSERT_TRUE(apps_
                    .Set({.tenant = "",
                          .vendor = "acme",
                          .environment = "production",
                          .client_id = "app",
                          .client_secret = Secret("canary-secret"),
                          .scopes = {},
                          .redirect_uris = {},
                          .authorize_url = "",
                          .token_url = "",
                          .create_time = {},
                          .update_time = {}})
                    .ok());
    NewConnection request;
    request.id = "acme-1";
    request.vendor = "acme";
    request.credentials = AuthorizationCode{};
    connection_ = *registry_.Create("", request, [&](store::Transaction& t) {
      return tokens_.PutGrant(t, {"", "acme-1"}, vendor_.Grant());
    });
    registry_.SetState("", "acme-1", ConnectionState::kActive, "")
        .IgnoreError();
  }

  static AuthorizationCodeRecipe Recipe() {
    AuthorizationCodeRecipe recipe;
    recipe.environment = "production";
    recipe.authorize_url = "https://acme.test/authorize";
    recipe.token_url = "https://acme.test/token";
    return recipe;
  }

  // As in another process.
  std::unique_ptr<AuthorizationCodeSource> Process(
      RefreshObserver* observer = nullptr) {
    return std::make_unique<AuthorizationCodeSource>(
        RefreshParts{.table = tokens_,
                     .apps = apps_,
                     .transport = transport_,
                     .clock = clock_,
                     .random = random_,
                     .observer = observer},
        connection_, recipe_, context_.get_executor());
  }

  absl::StatusOr<Credential> Get(AuthorizationCodeSource& process) {
    return RunSync(
        context_, process.Get(clock_.Now() + absl::Minutes(2)),
        [this](const auto& done) { clock_.RunUntil(context_, done); });
  }

  // The header, or the reason of the failure.
  std::string Header(AuthorizationCodeSource& process) {
    const auto credential = Get(process);
    if (credential.ok()) {
      return std::string(RevealSecret(credential->header_value));
    }
    EXPECT_FALSE(absl::StrContains(credential.status().ToString(), "canary"));
    return std::string(ReasonName(ReasonOf(credential.status())));
  }

  void Settle() { clock_.RunToIdle(context_); }
  // Until no token lives.
  void Lapse() { clock_.Advance(vendor_.life + absl::Seconds(1)); }

  Connection Now() { return *registry_.Get("", "acme-1"); }

  // States after the first one, in order.
  std::vector<std::string> StateChanges() {
    std::vector<std::string> reasons;
    EXPECT_EQ(sqlite_->Read([&](store::Reader& reader) -> absl::Status {
      HW_ASSIGN_OR_RETURN(const ConnectionEventPage page,
                          ReadEvents(reader, "", 0, 100));
      for (const ConnectionEvent& event : page.events) {
        if (event.kind == ConnectionEventKind::kStateChanged) {
          reasons.push_back(event.connection.state_reason);
        }
      }
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return reasons;
  }

  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::FakeTransport transport_{clock_};
  RotatingVendor vendor_{clock_};
  std::unique_ptr<store::Store> sqlite_ = store::SqliteStore::InMemory();
  Away store_{*sqlite_};
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  ConnectionRegistry registry_{store_, vault_, clock_, random_};
  TokenTable tokens_{store_, vault_};
  OAuthApps apps_{store_, vault_, clock_};
  AuthorizationCodeRecipe recipe_ = Recipe();
  Connection connection_;
  Killer killer_;
};

TEST_F(TokenRefreshTest, TheStoredTokenIsUsedWithoutACall) {
  EXPECT_EQ(Header(*Process()), "Bearer access-1");
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(TokenRefreshTest, ALapsedTokenIsRenewedAndTheNewPairIsDurable) {
  Lapse();
  EXPECT_EQ(Header(*Process()), "Bearer access-2");
  // Another process finds it in the store.
  EXPECT_EQ(Header(*Process()), "Bearer access-2");
  EXPECT_EQ(vendor_.refreshes(), 1);
  const http::Request& sent = transport_.requests()[0];
  EXPECT_EQ(sent.url, "https://acme.test/token");
  EXPECT_TRUE(absl::StrContains(sent.body, "refresh_token=refresh-1"));
}

TEST_F(TokenRefreshTest, ManyProcessesAndCallersRenewALapsedTokenOnce) {
  std::vector<std::unique_ptr<AuthorizationCodeSource>> processes;
  for (int i = 0; i < 8; ++i) processes.push_back(Process());
  for (int lapse = 1; lapse <= 20; ++lapse) {
    Lapse();
    int answered = 0;
    for (auto& process : processes) {
      for (int call = 0; call < 8; ++call) {
        Spawn(context_.get_executor(),
              process->Get(clock_.Now() + absl::Minutes(1)),
              [&](absl::StatusOr<Credential> credential) {
                ASSERT_TRUE(credential.ok()) << credential.status();
                EXPECT_TRUE(
                    vendor_.Takes(RevealSecret(credential->header_value)));
                ++answered;
              });
      }
    }
    Settle();
    EXPECT_EQ(answered, 64);
    EXPECT_EQ(vendor_.refreshes(), lapse);
  }
  EXPECT_FALSE(vendor_.revoked());
}

TEST_F(TokenRefreshTest, TheOldTokenServesWhileAnotherProcessRenews) {
  auto one = Process(), two = Process();
  ASSERT_EQ(Header(*one), "Bearer access-1");
  ASSERT_EQ(Header(*two), "Bearer access-1");
  clock_.Advance(absl::Minutes(58));
  vendor_.delay = absl::Seconds(20);
  EXPECT_EQ(Header(*one), "Bearer access-1");
  EXPECT_EQ(Header(*two), "Bearer access-1");
  Settle();
  EXPECT_EQ(Header(*one), "Bearer access-2");
  // The other looks again when it is next asked.
  EXPECT_EQ(Header(*two), "Bearer access-1");
  Settle();
  EXPECT_EQ(Header(*two), "Bearer access-2");
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(TokenRefreshTest, ASlowVendorDoesNotLoseTheLease) {
  Lapse();
  vendor_.delay = absl::Seconds(25);  // The lease is 10 s.
  auto one = Process(), two = Process();
  int answered = 0;
  for (auto* process : {one.get(), two.get()}) {
    Spawn(context_.get_executor(),
          process->Get(clock_.Now() + absl::Minutes(1)),
          [&](const absl::StatusOr<Credential>& credential) {
            EXPECT_TRUE(credential.ok()) << credential.status();
            ++answered;
          });
  }
  Settle();
  EXPECT_EQ(answered, 2);
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(TokenRefreshTest, DeathBeforeTheVendorWasAskedLosesNothing) {
  Lapse();
  killer_.At(RefreshStep::kLeased);
  EXPECT_EQ(Header(*Process(&killer_)), "UNSPECIFIED");
  const absl::Time died = clock_.Now();
  EXPECT_EQ(Header(*Process()), "Bearer access-2");
  // Not before the lease ran out, and soon after.
  EXPECT_GE(clock_.Now() - died, absl::Seconds(10));
  EXPECT_LE(clock_.Now() - died, absl::Seconds(12));
  EXPECT_EQ(Now().state, ConnectionState::kActive);
}

TEST_F(TokenRefreshTest, DeathAfterTheVendorActedIsShownAsThisVeryLoss) {
  Lapse();
  killer_.At(RefreshStep::kAnswered);
  EXPECT_EQ(Header(*Process(&killer_)), "UNSPECIFIED");
  EXPECT_EQ(Header(*Process()), "REFRESH_LOST");
  EXPECT_EQ(Now().state, ConnectionState::kNeedsReauthorization);
  EXPECT_EQ(Now().state_reason, "REFRESH_LOST");
  // Known from then on without another call, and told once.
  const size_t calls = transport_.requests().size();
  EXPECT_EQ(Header(*Process()), "REFRESH_LOST");
  EXPECT_EQ(transport_.requests().size(), calls);
  EXPECT_EQ(StateChanges(), (std::vector<std::string>{"", "REFRESH_LOST"}));
}

TEST_F(TokenRefreshTest, WhereTheVendorGrantsALeewayThatDeathLosesNothing) {
  vendor_.leeway = 1;
  Lapse();
  killer_.At(RefreshStep::kAnswered);
  EXPECT_EQ(Header(*Process(&killer_)), "UNSPECIFIED");
  EXPECT_EQ(Header(*Process()), "Bearer access-3");
  EXPECT_EQ(Now().state, ConnectionState::kActive);
}

TEST_F(TokenRefreshTest, DeathAfterTheWriteLosesNothing) {
  Lapse();
  killer_.At(RefreshStep::kStored);
  EXPECT_EQ(Header(*Process(&killer_)), "UNSPECIFIED");
  const absl::Time died = clock_.Now();
  EXPECT_EQ(Header(*Process()), "Bearer access-2");
  EXPECT_EQ(clock_.Now(), died);
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(TokenRefreshTest, ALostAnswerIsThatLossToo) {
  Lapse();
  vendor_.lose_answers = 1;
  auto process = Process();
  EXPECT_EQ(Header(*process), "VENDOR_UNAVAILABLE");
  EXPECT_EQ(Header(*process), "REFRESH_LOST");
}

TEST_F(TokenRefreshTest, ARevokedGrantNeedsReauthorizationOnce) {
  vendor_.Revoke();
  Lapse();
  auto one = Process(), two = Process();
  EXPECT_EQ(Header(*one), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(Header(*two), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(transport_.requests().size(), 1u);
  EXPECT_EQ(StateChanges(),
            (std::vector<std::string>{"", "REAUTHORIZATION_REQUIRED"}));
}

TEST_F(TokenRefreshTest, ANewGrantBringsALostConnectionBack) {
  vendor_.Revoke();
  Lapse();
  auto process = Process();
  ASSERT_EQ(Header(*process), "REAUTHORIZATION_REQUIRED");
  ASSERT_TRUE(registry_
                  .ReplaceCredentials("", "acme-1", AuthorizationCode{},
                                      [&](store::Transaction& t) {
                                        return tokens_.PutGrant(
                                            t, {"", "acme-1"}, vendor_.Grant());
                                      })
                  .ok());
  EXPECT_EQ(Header(*process), "Bearer access-1");
  EXPECT_EQ(Now().id, "acme-1");
}

TEST_F(TokenRefreshTest, ANewGrantDuringARenewalWins) {
  Lapse();
  vendor_.delay = absl::Seconds(5);
  auto process = Process();
  std::optional<absl::StatusOr<Credential>> got;
  Spawn(context_.get_executor(), process->Get(clock_.Now() + absl::Minutes(1)),
        [&](absl::StatusOr<Credential> credential) { got = credential; });
  clock_.RunToIdle(context_, absl::Seconds(1));
  const absl::Time now = clock_.Now();
  ASSERT_EQ(store_.Transact([&](store::Transaction& t) {
    return tokens_.PutGrant(t, {"", "acme-1"},
                            {.access_token = Secret("new"),
                             .refresh_token = Secret("new-refresh"),
                             .issued = now,
                             .expires = now + absl::Hours(1),
                             .scopes = {}});
  }),
            absl::OkStatus());
  Settle();
  ASSERT_TRUE(got.has_value() && got->ok());
  EXPECT_EQ(RevealSecret((*got)->header_value), "Bearer new");
  EXPECT_EQ(Header(*Process()), "Bearer new");
}

TEST_F(TokenRefreshTest, ARefusedTokenIsRenewedOnceForAllProcesses) {
  auto one = Process(), two = Process();
  const auto first = Get(*one), second = Get(*two);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_TRUE(one->Invalidate(first->generation));
  EXPECT_TRUE(two->Invalidate(second->generation));
  EXPECT_EQ(Header(*one), "Bearer access-2");
  EXPECT_EQ(Header(*two), "Bearer access-2");
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(TokenRefreshTest, WhileTheOldTokenLivesAFailureOnlyDegrades) {
  auto process = Process();
  ASSERT_EQ(Header(*process), "Bearer access-1");
  clock_.Advance(absl::Minutes(58));
  transport_.Answer(503);
  EXPECT_EQ(Header(*process), "Bearer access-1");
  Settle();
  EXPECT_EQ(Now().state, ConnectionState::kDegraded);
  EXPECT_EQ(Now().state_reason, "VENDOR_UNAVAILABLE");
  clock_.Advance(absl::Seconds(30));
  EXPECT_EQ(Header(*process), "Bearer access-1");
  Settle();
  EXPECT_EQ(Header(*process), "Bearer access-2");
  EXPECT_EQ(Now().state, ConnectionState::kActive);
}

TEST_F(TokenRefreshTest, TheAppsTroubleIsNotTheGrants) {
  Lapse();
  transport_.Answer(401, R"({"error":"invalid_client"})");
  auto process = Process();
  EXPECT_EQ(Header(*process), "VENDOR_REFUSED");
  EXPECT_EQ(Now().state, ConnectionState::kActive);
  EXPECT_EQ(Header(*process), "Bearer access-2");
}

TEST_F(TokenRefreshTest, AProxysRefusalEndsNoConnection) {
  Lapse();
  transport_.Answer(403, "<html>canary</html>").Answer(401, "canary");
  auto process = Process();
  EXPECT_EQ(Header(*process), "VENDOR_RESPONSE_INVALID");
  EXPECT_EQ(Header(*process), "VENDOR_REFUSED");
  EXPECT_EQ(Header(*process), "Bearer access-2");
}

TEST_F(TokenRefreshTest, WithoutItsAppNothingIsAsked) {
  ASSERT_EQ(apps_.Delete("", "acme", "production"), absl::OkStatus());
  Lapse();
  EXPECT_EQ(Header(*Process()), "OAUTH_APP_MISSING");
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(TokenRefreshTest, ARefreshTokenWithAUselessAccessTokenIsKept) {
  Lapse();
  transport_.Answer(
      200,
      R"({"access_token":"canary","refresh_token":"refresh-1","expires_in":-1})");
  auto process = Process();
  EXPECT_EQ(Header(*process), "VENDOR_RESPONSE_INVALID");
  EXPECT_EQ(Header(*process), "Bearer access-2");
}

TEST_F(TokenRefreshTest, AStoreThatIsAwayInMidRefreshLosesNothing) {
  Lapse();
  auto process = Process();
  // The lease is taken, then the store goes.
  Spawn(context_.get_executor(), process->Get(clock_.Now() + absl::Minutes(1)),
        [](const absl::StatusOr<Credential>&) {});
  clock_.RunToIdle(context_, absl::Milliseconds(10));
  store_.writes_away = 8;
  Settle();
  EXPECT_EQ(store_.writes_away, 0);
  EXPECT_EQ(Header(*Process()), "Bearer access-2");
  EXPECT_EQ(vendor_.refreshes(), 1);
}

TEST_F(TokenRefreshTest, AStoreThatIsAwayServesTheOldToken) {
  auto process = Process();
  ASSERT_EQ(Header(*process), "Bearer access-1");
  clock_.Advance(absl::Minutes(58));
  store_.writes_away = 1;
  EXPECT_EQ(Header(*process), "Bearer access-1");
  Settle();
  clock_.Advance(absl::Seconds(31));
  EXPECT_EQ(Header(*process), "Bearer access-1");
  Settle();
  EXPECT_EQ(Header(*process), "Bearer access-2");
}

TEST_F(TokenRefreshTest, ADeletedConnectionIsNotBroughtBack) {
  Lapse();
  vendor_.delay = absl::Seconds(5);
  auto process = Process();
  Spawn(context_.get_executor(), process->Get(clock_.Now() + absl::Minutes(1)),
        [](const absl::StatusOr<Credential>&) {});
  clock_.RunToIdle(context_, absl::Seconds(1));
  ASSERT_EQ(registry_.Delete("", "acme-1"), absl::OkStatus());
  Settle();
  EXPECT_FALSE((*tokens_.Load({"", "acme-1"})).has_value());
  EXPECT_EQ(Header(*Process()), "REAUTHORIZATION_REQUIRED");
}

TEST_F(TokenRefreshTest, AGrantWithoutARefreshTokenServesUntilItsEnd) {
  const absl::Time now = clock_.Now();
  ASSERT_EQ(store_.Transact([&](store::Transaction& t) {
    return tokens_.PutGrant(t, {"", "acme-1"},
                            {.access_token = Secret("only"),
                             .refresh_token = {},
                             .issued = now,
                             .expires = now + absl::Hours(1),
                             .scopes = {}});
  }),
            absl::OkStatus());
  auto process = Process();
  EXPECT_EQ(Header(*process), "Bearer only");
  clock_.Advance(absl::Minutes(59));
  EXPECT_EQ(Header(*process), "Bearer only");
  Settle();
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(Header(*process), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(Now().state, ConnectionState::kNeedsReauthorization);
}

}  // namespace
}  // namespace hirewire::auth
