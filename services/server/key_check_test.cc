#include "services/server/key_check.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/crypto/keyring.h"
#include "base/store/sqlite_store.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

constexpr char kOld[] = "old:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
constexpr char kNew[] = "new:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=\n";

class KeyCheck : public testing::Test {
 protected:
  absl::Status Check(const std::string& keys) {
    const auto keyring = crypto::Keyring::Parse(keys);
    return keyring.ok() ? CheckKeys(*store_, **keyring) : keyring.status();
  }
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
};

TEST_F(KeyCheck, ADatabaseIsKeyedByItsFirstCheck) {
  EXPECT_FALSE(IsKeyed(*store_).value());
  ASSERT_EQ(Check(kOld), absl::OkStatus());
  EXPECT_TRUE(IsKeyed(*store_).value());
  EXPECT_EQ(Check(kOld), absl::OkStatus());
}

TEST_F(KeyCheck, OtherKeysAreRefused) {
  ASSERT_EQ(Check(kOld), absl::OkStatus());
  const absl::Status status = Check(kNew);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "old")) << status;
  // A key of the same name does not help.
  EXPECT_FALSE(Check(absl::StrCat("old", absl::string_view(kNew + 3))).ok());
}

TEST_F(KeyCheck, AnOldKeyMayGoOnceANewOneIsInFrontOfIt) {
  ASSERT_EQ(Check(kOld), absl::OkStatus());
  ASSERT_EQ(Check(absl::StrCat(kNew, kOld)), absl::OkStatus());
  EXPECT_EQ(Check(kNew), absl::OkStatus());
  EXPECT_FALSE(Check(kOld).ok());
}

}  // namespace
}  // namespace hirewire::server
