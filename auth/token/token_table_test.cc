#include "auth/token/token_table.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

const absl::Time kIssued = absl::FromUnixSeconds(1'770'000'000);

TokenPair Pair(const std::string& number = "1") {
  return {.access_token = Secret("canary-access-" + number),
          .refresh_token = Secret("canary-refresh-" + number),
          .issued = kIssued,
          .expires = kIssued + absl::Hours(1),
          .scopes = {"a:read", "offline_access"}};
}

class TokenTableTest : public testing::Test {
 protected:
  absl::Status Grant(const Owner& owner, const TokenPair& pair) {
    return store_->Transact(
        [&](store::Transaction& t) { return table_.PutGrant(t, owner, pair); });
  }

  StoredTokens Loaded(const Owner& owner) {
    const auto tokens = table_.Load(owner);
    EXPECT_TRUE(tokens.ok()) << tokens.status();
    if (!tokens.ok() || !tokens->has_value()) {
      ADD_FAILURE() << "no tokens";
      return {};
    }
    return **tokens;
  }

  std::string Access(const Owner& owner) {
    return std::string(RevealSecret(Loaded(owner).pair.access_token));
  }

  std::string Row(const std::string& key) {
    std::string value;
    EXPECT_TRUE(store_
                    ->Read([&](store::Reader& reader) -> absl::Status {
                      HW_ASSIGN_OR_RETURN(const auto stored,
                                          reader.Get("token", key));
                      if (stored) value = stored->value;
                      return absl::OkStatus();
                    })
                    .ok());
    return value;
  }

  // In the place of owner_'s.
  void PutRow(const std::string& value) {
    ASSERT_TRUE(
        store_
            ->Transact([&](store::Transaction& t) {
              return t.Put("token", "acme/lever-1", value, store::kAnyVersion)
                  .status();
            })
            .ok());
  }

  const Owner owner_{"acme", "lever-1"};
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  TokenTable table_{*store_, vault_};
};

TEST_F(TokenTableTest, AConnectionWithoutTokensHasNone) {
  const auto tokens = table_.Load(owner_);
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  EXPECT_FALSE(tokens->has_value());
}

TEST_F(TokenTableTest, AGrantIsLoadedAsItWasPut) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  const StoredTokens tokens = Loaded(owner_);
  EXPECT_EQ(tokens.owner.tenant, "acme");
  EXPECT_EQ(tokens.owner.connection, "lever-1");
  EXPECT_EQ(RevealSecret(tokens.pair.access_token), "canary-access-1");
  EXPECT_EQ(RevealSecret(tokens.pair.refresh_token), "canary-refresh-1");
  EXPECT_EQ(tokens.pair.issued, kIssued);
  EXPECT_EQ(tokens.pair.expires, kIssued + absl::Hours(1));
  EXPECT_EQ(tokens.pair.scopes,
            (std::vector<std::string>{"a:read", "offline_access"}));
  EXPECT_EQ(tokens.granted, kIssued);
  EXPECT_EQ(tokens.generation, 1);
  EXPECT_EQ(tokens.lease_holder, "");
  EXPECT_EQ(tokens.dead_reason, "");
  EXPECT_EQ(tokens.lost_attempts, 0);
  EXPECT_GT(tokens.version, 0);
}

TEST_F(TokenTableTest, ALeaseAndAllElseComeBackFromTheStore) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  StoredTokens tokens = Loaded(owner_);
  tokens.pair.refresh_token = Secret();
  tokens.generation = 7;
  tokens.lease_holder = "me";
  tokens.lease_duration = absl::Milliseconds(1500);
  tokens.dead_reason = "REFRESH_LOST";
  tokens.lost_attempts = 2;
  const int64_t before = tokens.version;
  EXPECT_EQ(*table_.Replace(tokens, nullptr), true);
  EXPECT_GT(tokens.version, before);
  const StoredTokens now = Loaded(owner_);
  EXPECT_TRUE(now.pair.refresh_token.empty());
  EXPECT_EQ(now.generation, 7);
  EXPECT_EQ(now.lease_holder, "me");
  EXPECT_EQ(now.lease_duration, absl::Milliseconds(1500));
  EXPECT_EQ(now.dead_reason, "REFRESH_LOST");
  EXPECT_EQ(now.lost_attempts, 2);
  EXPECT_EQ(now.granted, kIssued);
  EXPECT_EQ(now.version, tokens.version);
}

TEST_F(TokenTableTest, AStaleVersionWritesNothingAndCallsNothing) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  StoredTokens mine = Loaded(owner_);
  StoredTokens theirs = mine;
  theirs.lease_holder = "they";
  ASSERT_TRUE(*table_.Replace(theirs, nullptr));
  mine.lease_holder = "me";
  const int64_t stale = mine.version;
  bool called = false;
  const auto written = table_.Replace(mine, [&](store::Transaction&) {
    called = true;
    return absl::OkStatus();
  });
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_FALSE(*written);
  EXPECT_FALSE(called);
  EXPECT_EQ(mine.version, stale);
  EXPECT_EQ(Loaded(owner_).lease_holder, "they");
}

TEST_F(TokenTableTest, ARowThatIsGoneIsNotMadeAnew) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  StoredTokens tokens = Loaded(owner_);
  ASSERT_TRUE(store_
                  ->Transact([&](store::Transaction& t) {
                    return t.Delete("token", "acme/lever-1",
                                    store::kAnyVersion);
                  })
                  .ok());
  EXPECT_EQ(*table_.Replace(tokens, nullptr), false);
  EXPECT_EQ(Row("acme/lever-1"), "");
}

TEST_F(TokenTableTest, WhereTheOtherWriteFailsTheTokensStay) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  StoredTokens tokens = Loaded(owner_);
  const int64_t version = tokens.version;
  tokens.lease_holder = "me";
  const auto written = table_.Replace(tokens, [](store::Transaction&) {
    return absl::Status(
        Error(v1::ERROR_REASON_CONNECTION_NOT_FOUND).Message("gone"));
  });
  EXPECT_EQ(ReasonOf(written.status()), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(tokens.version, version);
  EXPECT_EQ(Loaded(owner_).lease_holder, "");
}

TEST_F(TokenTableTest, ANewGrantComesAfterWhateverThereWas) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  StoredTokens tokens = Loaded(owner_);
  tokens.generation = 41;
  tokens.lease_holder = "they";
  tokens.dead_reason = "REFRESH_LOST";
  tokens.lost_attempts = 3;
  ASSERT_TRUE(*table_.Replace(tokens, nullptr));
  TokenPair pair = Pair("2");
  pair.issued = kIssued + absl::Hours(5);
  ASSERT_TRUE(Grant(owner_, pair).ok());
  const StoredTokens now = Loaded(owner_);
  EXPECT_EQ(now.generation, 42);
  EXPECT_EQ(now.granted, kIssued + absl::Hours(5));
  EXPECT_EQ(now.lease_holder, "");
  EXPECT_EQ(now.dead_reason, "");
  EXPECT_EQ(now.lost_attempts, 0);
  EXPECT_EQ(RevealSecret(now.pair.access_token), "canary-access-2");
  // Who was renewing the old pair finds out.
  EXPECT_EQ(*table_.Replace(tokens, nullptr), false);
}

TEST_F(TokenTableTest, AGrantMendsARowWhoseKeyIsLost) {
  const auto lost = crypto::Keyring::Ephemeral();
  const Vault old_vault(*lost);
  const TokenTable old(*store_, old_vault);
  ASSERT_TRUE(store_
                  ->Transact([&](store::Transaction& t) {
                    return old.PutGrant(t, owner_, Pair());
                  })
                  .ok());
  const auto broken = table_.Load(owner_);
  EXPECT_EQ(ReasonOf(broken.status()), v1::ERROR_REASON_SEAL_BROKEN);
  EXPECT_FALSE(absl::StrContains(broken.status().ToString(), "canary"));
  ASSERT_TRUE(Grant(owner_, Pair("2")).ok());
  EXPECT_EQ(Access(owner_), "canary-access-2");
  EXPECT_EQ(Loaded(owner_).generation, 2);
}

TEST_F(TokenTableTest, AGrantMendsARowOfGarbage) {
  PutRow("\xff\xff garbage");
  EXPECT_EQ(table_.Load(owner_).status().code(), absl::StatusCode::kDataLoss);
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  EXPECT_EQ(Access(owner_), "canary-access-1");
}

TEST_F(TokenTableTest, ASwappedRowIsNotLoaded) {
  const Owner other{"globex", "lever-1"};
  ASSERT_TRUE(Grant(owner_, Pair("1")).ok());
  ASSERT_TRUE(Grant(other, Pair("2")).ok());
  PutRow(Row("globex/lever-1"));
  const auto swapped = table_.Load(owner_);
  EXPECT_EQ(swapped.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Access(other), "canary-access-2");
}

TEST_F(TokenTableTest, NoTokenIsInThePlainRow) {
  ASSERT_TRUE(Grant(owner_, Pair()).ok());
  const std::string row = Row("acme/lever-1");
  EXPECT_TRUE(absl::StrContains(row, "lever-1"));
  EXPECT_FALSE(absl::StrContains(row, "canary"));
}

}  // namespace
}  // namespace hirewire::auth
