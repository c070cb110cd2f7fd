#include "auth/oauth/authorization_table.h"

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr v1::ErrorReason kUnknown = v1::ERROR_REASON_AUTHORIZATION_UNKNOWN;
constexpr absl::Duration kLife = absl::Minutes(10);

bool Fits(const PendingAuthorization&) { return true; }

class AuthorizationTableTest : public testing::Test {
 protected:
  PendingAuthorization Pending(const std::string& tenant = "acme") const {
    PendingAuthorization pending;
    pending.record.set_tenant(tenant);
    pending.record.set_connection("lever-1");
    pending.record.set_session("session-1");
    *pending.record.mutable_expire_time() = ToProto(now_ + kLife);
    pending.code_verifier = Secret("canary-verifier");
    return pending;
  }

  // The state of one that is under way.
  std::string Begun(const std::string& tenant = "acme") {
    const std::string state = AuthorizationTable::NewState(tenant);
    EXPECT_EQ(table_.Put(state, Pending(tenant), now_), absl::OkStatus());
    return state;
  }

  v1::ErrorReason Take(const std::string& state) {
    return ReasonOf(table_.Take(state, now_, Fits).status());
  }

  std::vector<store::Record> Rows() {
    std::vector<store::Record> rows;
    EXPECT_TRUE(store_
                    ->Read([&](store::Reader& reader) -> absl::Status {
                      HW_ASSIGN_OR_RETURN(
                          rows, reader.List("authorization", "", "", 5000));
                      return absl::OkStatus();
                    })
                    .ok());
    return rows;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'770'000'000);
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  AuthorizationTable table_{*store_, vault_};
};

TEST_F(AuthorizationTableTest, StatesDifferAndHideTheTenant) {
  std::set<std::string> states;
  for (int i = 0; i < 100; ++i) {
    states.insert(AuthorizationTable::NewState("acme"));
  }
  EXPECT_EQ(states.size(), 100u);
  // 16 digits of the tenant's digest, a dot, 256 bits in base64url.
  EXPECT_EQ(states.begin()->size(), 16u + 1 + 43);
  EXPECT_FALSE(absl::StrContains(*states.begin(), "acme"));
  EXPECT_EQ(states.begin()->substr(0, 17), states.rbegin()->substr(0, 17));
  EXPECT_NE(states.begin()->substr(0, 17),
            AuthorizationTable::NewState("globex").substr(0, 17));
}

TEST_F(AuthorizationTableTest, WhatWasPutIsTakenWhole) {
  const auto taken = table_.Take(Begun(), now_, Fits);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(taken->record.tenant(), "acme");
  EXPECT_EQ(taken->record.connection(), "lever-1");
  EXPECT_EQ(taken->record.session(), "session-1");
  EXPECT_EQ(RevealSecret(taken->code_verifier), "canary-verifier");
}

TEST_F(AuthorizationTableTest, AVendorWithoutVerifierNeedsNone) {
  PendingAuthorization pending = Pending();
  pending.code_verifier = Secret();
  const std::string state = AuthorizationTable::NewState("acme");
  ASSERT_TRUE(table_.Put(state, pending, now_).ok());
  const auto taken = table_.Take(state, now_, Fits);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_TRUE(taken->code_verifier.empty());
}

TEST_F(AuthorizationTableTest, ItIsFoundAnyNumberOfTimesAndTakenOnce) {
  const std::string state = Begun();
  EXPECT_TRUE(table_.Find(state, now_).ok());
  EXPECT_TRUE(table_.Find(state, now_).ok());
  EXPECT_TRUE(table_.Take(state, now_, Fits).ok());
  EXPECT_EQ(Take(state), kUnknown);
  EXPECT_EQ(ReasonOf(table_.Find(state, now_).status()), kUnknown);
  EXPECT_TRUE(Rows().empty());
}

TEST_F(AuthorizationTableTest, OfManyAtATimeOneTakesIt) {
  for (int round = 0; round < 20; ++round) {
    const std::string state = Begun();
    std::atomic<int> taken = 0, unknown = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const auto result = table_.Take(state, now_, Fits);
        if (result.ok()) ++taken;
        if (ReasonOf(result.status()) == kUnknown) ++unknown;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(unknown, 3);
  }
}

TEST_F(AuthorizationTableTest, ItExpires) {
  const std::string state = Begun();
  now_ += kLife - absl::Nanoseconds(1);
  EXPECT_TRUE(table_.Find(state, now_).ok());
  now_ += absl::Nanoseconds(1);
  EXPECT_EQ(ReasonOf(table_.Find(state, now_).status()), kUnknown);
  EXPECT_EQ(Take(state), kUnknown);
}

TEST_F(AuthorizationTableTest, WhatDoesNotFitStays) {
  const std::string state = Begun();
  const auto other = table_.Take(state, now_, [](const auto& pending) {
    return pending.record.tenant() == "globex";
  });
  EXPECT_EQ(ReasonOf(other.status()), kUnknown);
  const auto session = table_.Take(state, now_, [](const auto& pending) {
    return pending.record.session().empty();
  });
  EXPECT_EQ(ReasonOf(session.status()), kUnknown);
  EXPECT_TRUE(table_.Take(state, now_, Fits).ok());
}

TEST_F(AuthorizationTableTest, MalformedStatesAreUnknownAndHarmless) {
  const std::string state = Begun();
  std::string other = state;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  std::string moved = state;
  moved[0] = moved[0] == '0' ? '1' : '0';
  for (const std::string& bad :
       {std::string(), std::string("."), state.substr(0, 16),
        state.substr(0, 17), state.substr(0, state.size() - 1), state + "x",
        " " + state, state + std::string(1, '\0'), other, moved,
        std::string(17, '.'), std::string("................/../../x"),
        std::string("'; DROP TABLE--x.x"), std::string(200, '.'),
        std::string(1 << 20, 'x'), std::string("\xff\xfe\x00z", 4)}) {
    EXPECT_EQ(Take(bad), kUnknown);
    EXPECT_EQ(ReasonOf(table_.Find(bad, now_).status()), kUnknown);
  }
  EXPECT_TRUE(table_.Take(state, now_, Fits).ok());
}

TEST_F(AuthorizationTableTest, NeitherVerifierNorStateIsInTheStore) {
  const std::string state = Begun();
  const auto rows = Rows();
  ASSERT_EQ(rows.size(), 1u);
  for (const std::string& text : {rows[0].key, rows[0].value}) {
    EXPECT_FALSE(absl::StrContains(text, "canary"));
    EXPECT_FALSE(absl::StrContains(text, state.substr(17)));
  }
  EXPECT_TRUE(absl::StrContains(rows[0].value, "lever-1"));
}

TEST_F(AuthorizationTableTest, AVerifierOfAnotherRowDoesNotOpen) {
  const std::string one = Begun();
  const std::string key = Rows()[0].key;
  const std::string two = Begun();
  for (const store::Record& row : Rows()) {
    if (row.key == key) continue;
    ASSERT_TRUE(
        store_
            ->Transact([&](store::Transaction& t) {
              return t.Put("authorization", key, row.value, store::kAnyVersion)
                  .status();
            })
            .ok());
  }
  EXPECT_EQ(Take(one), v1::ERROR_REASON_SEAL_BROKEN);
  EXPECT_TRUE(table_.Take(two, now_, Fits).ok());
}

TEST_F(AuthorizationTableTest, ATenantHas1000AndWhatExpiredIsSweptAway) {
  std::string last;
  for (int i = 0; i < AuthorizationTable::kMostPending; ++i) last = Begun();
  const std::string state = AuthorizationTable::NewState("acme");
  const absl::Status status = table_.Put(state, Pending(), now_);
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_TOO_MANY_OPEN);
  EXPECT_TRUE(DetailsOf(status)->retry_after.has_value());
  EXPECT_EQ(Take(state), kUnknown);
  // Another tenant is not in the way of this one.
  Begun("globex");
  // Room for one is enough.
  EXPECT_TRUE(table_.Take(last, now_, Fits).ok());
  Begun();
  now_ += kLife;
  const std::string fresh = Begun();
  // The other tenant's is left to the other tenant.
  EXPECT_EQ(Rows().size(), 2u);
  EXPECT_TRUE(table_.Take(fresh, now_, Fits).ok());
}

}  // namespace
}  // namespace hirewire::auth
