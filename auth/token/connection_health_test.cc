#include "auth/token/connection_health.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/event_log.h"
#include "auth/connection/registry.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr v1::ErrorReason kDown = v1::ERROR_REASON_VENDOR_UNAVAILABLE;
constexpr v1::ErrorReason kGone = v1::ERROR_REASON_REAUTHORIZATION_REQUIRED;

class ConnectionHealthTest : public testing::Test {
 protected:
  void SetUp() override {
    NewConnection request;
    request.id = "lever-1";
    request.vendor = "lever";
    request.credentials = AuthorizationCode{};
    ASSERT_TRUE(registry_.Create("acme", request).ok());
  }

  void Set(ConnectionState state, v1::ErrorReason reason) {
    const std::string name = reason == v1::ERROR_REASON_UNSPECIFIED
                                 ? ""
                                 : std::string(ReasonName(reason));
    ASSERT_TRUE(registry_.SetState("acme", "lever-1", state, name).ok());
  }

  using Note = std::function<absl::Status(store::Transaction&)>;
  absl::Status Write(const Note& note) { return store_->Transact(note); }

  absl::Status Renewed() {
    return Write([&](auto& t) { return NoteRenewed(t, owner_, clock_.Now()); });
  }
  absl::Status Degraded(v1::ErrorReason reason = kDown) {
    return Write(
        [&](auto& t) { return NoteDegraded(t, owner_, reason, clock_.Now()); });
  }
  absl::Status Lost(v1::ErrorReason reason = kGone) {
    return Write(
        [&](auto& t) { return NoteLost(t, owner_, reason, clock_.Now()); });
  }

  // "3 VENDOR_UNAVAILABLE": the state's number and its reason.
  std::string Now() {
    const auto connection = registry_.Get("acme", "lever-1");
    return connection.ok() ? absl::StrCat(static_cast<int>(connection->state),
                                          " ", connection->state_reason)
                           : "gone";
  }

  // Events so far.
  int64_t Events() { return registry_.Events("acme", 0, 100)->last; }

  const Owner owner_{"acme", "lever-1"};
  FakeClock clock_;
  SeededRandom random_{7};
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  ConnectionRegistry registry_{*store_, vault_, clock_, random_};
};

TEST_F(ConnectionHealthTest, AFailureDegradesAndARenewalEndsIt) {
  Set(ConnectionState::kActive, v1::ERROR_REASON_UNSPECIFIED);
  ASSERT_TRUE(Degraded().ok());
  EXPECT_EQ(Now(), "3 VENDOR_UNAVAILABLE");
  ASSERT_TRUE(Renewed().ok());
  EXPECT_EQ(Now(), "2 ");
}

TEST_F(ConnectionHealthTest, EachChangeIsOneEvent) {
  Set(ConnectionState::kActive, v1::ERROR_REASON_UNSPECIFIED);
  const int64_t before = Events();
  ASSERT_TRUE(Renewed().ok());
  EXPECT_EQ(Events(), before);
  ASSERT_TRUE(Degraded().ok());
  ASSERT_TRUE(Degraded().ok());
  EXPECT_EQ(Events(), before + 1);
  ASSERT_TRUE(Lost().ok());
  ASSERT_TRUE(Lost().ok());
  EXPECT_EQ(Events(), before + 2);
  EXPECT_EQ(registry_.Events("acme", before + 1, 1)->events[0].kind,
            ConnectionEventKind::kStateChanged);
}

TEST_F(ConnectionHealthTest, ALossStaysWhateverComesAfterIt) {
  ASSERT_TRUE(Lost().ok());
  EXPECT_EQ(Now(), "4 REAUTHORIZATION_REQUIRED");
  ASSERT_TRUE(Degraded().ok());
  ASSERT_TRUE(Renewed().ok());
  EXPECT_EQ(Now(), "4 REAUTHORIZATION_REQUIRED");
  ASSERT_TRUE(Lost(v1::ERROR_REASON_REFRESH_LOST).ok());
  EXPECT_EQ(Now(), "4 REFRESH_LOST");
}

TEST_F(ConnectionHealthTest, AMissingPermissionIsNotMendedByARenewal) {
  Set(ConnectionState::kDegraded, v1::ERROR_REASON_SCOPE_MISSING);
  ASSERT_TRUE(Degraded().ok());
  EXPECT_EQ(Now(), "3 SCOPE_MISSING");
  ASSERT_TRUE(Renewed().ok());
  EXPECT_EQ(Now(), "3 SCOPE_MISSING");
}

TEST_F(ConnectionHealthTest, WhatIsSwitchedOffStaysSo) {
  ConnectionChange change;
  change.disabled = true;
  ASSERT_TRUE(registry_.Update("acme", "lever-1", change).ok());
  const std::string off = Now();
  ASSERT_TRUE(Lost().ok());
  ASSERT_TRUE(Degraded().ok());
  ASSERT_TRUE(Renewed().ok());
  EXPECT_EQ(Now(), off);
}

TEST_F(ConnectionHealthTest, AConnectionThatIsGoneIsNoFailure) {
  ASSERT_TRUE(registry_.Delete("acme", "lever-1").ok());
  EXPECT_TRUE(Lost().ok());
  EXPECT_TRUE(Degraded().ok());
  EXPECT_TRUE(Renewed().ok());
  EXPECT_EQ(Now(), "gone");
}

}  // namespace
}  // namespace hirewire::auth
