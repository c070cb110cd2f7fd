#include "auth/vault/key_check.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/vault/sealed_store.h"
#include "base/crypto/key_sources.h"
#include "base/crypto/master_keys.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

std::string Line(const std::string& id, char fill) {
  return absl::StrCat(id, ":", absl::Base64Escape(std::string(32, fill)), "\n");
}

class KeyCheckTest : public testing::Test {
 protected:
  std::unique_ptr<crypto::MasterKeys> Keys(const std::string& text) {
    return crypto::MasterKeys::Open(
               std::make_unique<crypto::MemoryKeySource>(text), clock_)
        .value();
  }
  absl::Status Check(const std::string& text) {
    return CheckMasterKeys(data_.store(), *Keys(text));
  }
  void ExpectRefused(const std::string& text, const std::string& id) {
    const absl::Status status = Check(text);
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_TRUE(absl::StrContains(status.message(), id)) << status;
    EXPECT_TRUE(absl::StrContains(status.message(), "keys in memory"))
        << status;
  }

  FakeClock clock_;
  SealedStore data_;
};

TEST_F(KeyCheckTest, AnEmptyStoreNeedsNoKeyAndTakesAny) {
  EXPECT_TRUE(NeedsNoMasterKey(data_.store()).value());
  EXPECT_TRUE(Check(Line("one", 'a')).ok());
  EXPECT_FALSE(NeedsNoMasterKey(data_.store()).value());
  EXPECT_TRUE(Check(Line("one", 'a')).ok());
}

TEST_F(KeyCheckTest, DataOfBeforeThereWereCheckValuesIsSeen) {
  data_.AddConnection(*Keys(Line("one", 'a')), "acme");
  EXPECT_FALSE(NeedsNoMasterKey(data_.store()).value());
  ExpectRefused(Line("two", 'b'), "one (1 records)");
  ExpectRefused(Line("one", 'x'), "one");
  EXPECT_TRUE(Check(Line("one", 'a')).ok());
}

TEST_F(KeyCheckTest, AnotherKeyOfTheSameIdIsRefusedAlsoWithoutData) {
  ASSERT_TRUE(Check(Line("one", 'a')).ok());
  ExpectRefused(Line("one", 'x'), "one");
}

TEST_F(KeyCheckTest, AKeyTakenOutTooEarlyIsMissed) {
  const std::string both = Line("two", 'b') + Line("one", 'a');
  data_.AddConnection(*Keys(Line("one", 'a')), "acme");
  data_.AddToken(*Keys(both), "acme");
  ASSERT_TRUE(Check(both).ok());
  ExpectRefused(Line("two", 'b'), "one");
  ExpectRefused(Line("one", 'a'), "two");
  EXPECT_TRUE(Check(both).ok());
}

TEST_F(KeyCheckTest, AKeyThatNothingNeedsMayGo) {
  ASSERT_TRUE(Check(Line("two", 'b') + Line("one", 'a')).ok());
  data_.AddConnection(*Keys(Line("two", 'b')), "acme");
  EXPECT_TRUE(Check(Line("two", 'b')).ok());
}

TEST_F(KeyCheckTest, ThoseOfAnotherDatabaseAreRefusedAlsoWithoutData) {
  ASSERT_TRUE(Check(Line("one", 'a')).ok());
  ExpectRefused(Line("two", 'b'), "one");
  EXPECT_TRUE(Check(Line("two", 'b') + Line("one", 'a')).ok());
}

TEST_F(KeyCheckTest, NothingIsWrittenWhereItRefuses) {
  data_.AddConnection(*Keys(Line("one", 'a')), "acme");
  ExpectRefused(Line("two", 'b'), "one");
  EXPECT_FALSE(data_.Get("master_key_check", "two").has_value());
}

TEST_F(KeyCheckTest, OneDamagedRecordDoesNotCondemnTheKey) {
  const auto keys = Keys(Line("one", 'a'));
  data_.AddConnection(*keys, "acme");
  data_.AddConnection(*keys, "aaaa");
  std::string value = data_.Get("connection", "/aaaa")->value;
  value[value.size() / 3] ^= 1;
  data_.Put("connection", "/aaaa", value);
  EXPECT_TRUE(Check(Line("one", 'a')).ok());
}

TEST_F(KeyCheckTest, ACheckValueHoldsNoKey) {
  ASSERT_TRUE(Check(Line("one", 'a')).ok());
  const std::string value = data_.Get("master_key_check", "one")->value;
  EXPECT_FALSE(absl::StrContains(value, std::string(8, 'a')));
}

}  // namespace
}  // namespace hirewire::auth
