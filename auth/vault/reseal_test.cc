#include "auth/vault/reseal.h"

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/vault/sealed_records.h"
#include "auth/vault/sealed_store.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/status/error.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

class ResealTest : public testing::Test {
 protected:
  std::map<std::string, int64_t> Counts() {
    SealCensus census(data_.store());
    while (!census.done()) EXPECT_TRUE(census.Step(2).ok());
    return census.counts();
  }
  // Everything, in small steps.
  void RunToEnd(Resealer& resealer) {
    while (!resealer.done()) ASSERT_TRUE(resealer.Step(2).ok());
  }

  FakeClock clock_;
  std::unique_ptr<crypto::MasterKeys> keys_ =
      crypto::MasterKeys::Ephemeral(clock_);
  const std::string first_ = keys_->ring()->primary_id();
  SealedStore data_;
};

TEST_F(ResealTest, EveryKindEndsUnderThePrimaryAndOpensAsBefore) {
  for (int i = 0; i < 5; ++i) {
    data_.AddConnection(*keys_, absl::StrCat("c", i), absl::StrCat("key", i));
  }
  data_.AddToken(*keys_, "c0");
  data_.AddImportKey(*keys_);
  EXPECT_EQ(Counts(), (std::map<std::string, int64_t>{{first_, 7}}));
  const std::string second = keys_->Rotate().value();
  data_.AddConnection(*keys_, "new");
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.resealed(), 7);
  EXPECT_TRUE(resealer.failure().ok());
  EXPECT_EQ(Counts(), (std::map<std::string, int64_t>{{second, 8}}));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(data_.OpenConnection(*keys_, absl::StrCat("c", i)),
              absl::StrCat("key", i));
  }
}

TEST_F(ResealTest, TheTableNamesEveryKind) {
  EXPECT_EQ(SealedKinds(),
            (std::vector<absl::string_view>{"connection", "token", "oauth_app",
                                            "authorization", "import_key"}));
}

TEST_F(ResealTest, OneThatWasCutShortIsEndedByTheNext) {
  for (int i = 0; i < 6; ++i) data_.AddConnection(*keys_, absl::StrCat("c", i));
  const std::string second = keys_->Rotate().value();
  Resealer first(data_.store(), *keys_, clock_);
  ASSERT_TRUE(first.Step(4).ok());
  Resealer next(data_.store(), *keys_, clock_);
  RunToEnd(next);
  EXPECT_EQ(next.resealed(), 2);
  Resealer again(data_.store(), *keys_, clock_);
  RunToEnd(again);
  EXPECT_EQ(again.resealed(), 0);
  EXPECT_EQ(Counts(), (std::map<std::string, int64_t>{{second, 6}}));
}

TEST_F(ResealTest, WhoeverRenewsTokensIsLeftAlone) {
  data_.AddToken(*keys_, "c", absl::Seconds(30));
  const int64_t version = data_.Get("token", "t/c")->version;
  ASSERT_TRUE(keys_->Rotate().ok());
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.resealed(), 0);
  EXPECT_EQ(resealer.busy(), 1);
  EXPECT_EQ(resealer.busy_for(), absl::Seconds(30));
  EXPECT_EQ(data_.Get("token", "t/c")->version, version);
  // A sign of life; then the end.
  clock_.Advance(absl::Seconds(31));
  data_.Put("token", "t/c", data_.Get("token", "t/c")->value);
  resealer.Restart();
  RunToEnd(resealer);
  EXPECT_EQ(resealer.busy(), 1);
}

TEST_F(ResealTest, ALeaseWhoseHolderDiedEnds) {
  data_.AddToken(*keys_, "c", absl::Seconds(30));
  ASSERT_TRUE(keys_->Rotate().ok());
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.busy(), 1);
  clock_.Advance(absl::Seconds(30));
  resealer.Restart();
  RunToEnd(resealer);
  EXPECT_EQ(resealer.busy(), 0);
  EXPECT_EQ(resealer.resealed(), 1);
}

TEST_F(ResealTest, ABrokenRecordIsNamedAndTheOthersGoOn) {
  data_.AddConnection(*keys_, "a");
  data_.AddConnection(*crypto::Keyring::Ephemeral(), "b");
  data_.AddConnection(*keys_, "c");
  data_.Put("connection", "/d", "\xff\xff rubbish");
  ASSERT_TRUE(keys_->Rotate().ok());
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.resealed(), 2);
  EXPECT_EQ(ReasonOf(resealer.failure()), v1::ERROR_REASON_SEAL_BROKEN);
  EXPECT_EQ(DetailsOf(resealer.failure())->metadata.at("connection"), "b");
}

TEST_F(ResealTest, ARecordInTheWrongPlaceIsNotSealedAgain) {
  data_.AddConnection(*keys_, "a");
  data_.Put("connection", "/b", data_.Get("connection", "/a")->value);
  ASSERT_TRUE(keys_->Rotate().ok());
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.resealed(), 1);
  EXPECT_EQ(ReasonOf(resealer.failure()), v1::ERROR_REASON_INTERNAL);
}

TEST_F(ResealTest, WritersAtTheSameTimeLoseNothing) {
  for (int i = 0; i < 20; ++i) {
    data_.AddConnection(*keys_, absl::StrCat("c", i), "0");
  }
  std::atomic<bool> stop = false;
  std::map<int, int> last;
  std::thread writer([&] {
    for (int n = 1; !stop; ++n) {
      const int i = n % 20;
      data_.AddConnection(*keys_, absl::StrCat("c", i), absl::StrCat(n));
      last[i] = n;
    }
  });
  for (int round = 0; round < 5; ++round) {
    ASSERT_TRUE(keys_->Rotate().ok());
    Resealer resealer(data_.store(), *keys_, clock_);
    RunToEnd(resealer);
    EXPECT_TRUE(resealer.failure().ok()) << resealer.failure();
  }
  stop = true;
  writer.join();
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(data_.OpenConnection(*keys_, absl::StrCat("c", i)),
              absl::StrCat(last[i]));
  }
  Resealer rest(data_.store(), *keys_, clock_);
  RunToEnd(rest);
  EXPECT_EQ(Counts().size(), 1u);
}

TEST_F(ResealTest, WhatNewerVersionsWroteBesideIsKept) {
  data_.AddConnection(*keys_, "a");
  // A field of number 1000 that this version does not know.
  std::string value = data_.Get("connection", "/a")->value;
  value += std::string("\xc2\x3e\x05later", 8);
  data_.Put("connection", "/a", value);
  ASSERT_TRUE(keys_->Rotate().ok());
  Resealer resealer(data_.store(), *keys_, clock_);
  RunToEnd(resealer);
  EXPECT_EQ(resealer.resealed(), 1);
  EXPECT_TRUE(absl::StrContains(data_.Get("connection", "/a")->value, "later"));
}

}  // namespace
}  // namespace hirewire::auth
