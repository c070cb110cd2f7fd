#include "base/crypto/digest.h"

#include <string>

#include "absl/strings/escaping.h"
#include "base/crypto/key.h"
#include "base/crypto/wipe.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

TEST(Sha256, IsThatOfTheStandard) {
  EXPECT_EQ(absl::BytesToHexString(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(absl::BytesToHexString(Sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // More than one block.
  EXPECT_EQ(absl::BytesToHexString(Sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Fingerprint, IsBlake2bOf256Bits) {
  // The published BLAKE2b-256 of the empty string.
  EXPECT_EQ(absl::BytesToHexString(Fingerprint("")),
            "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Digest, DependsOnKeyAndData) {
  const Key key = Key::Generate();
  EXPECT_EQ(Digest(key, "a"), Digest(key, "a"));
  EXPECT_NE(Digest(key, "a"), Digest(key, "b"));
  EXPECT_NE(Digest(key, "a"), Digest(Key::Generate(), "a"));
  EXPECT_NE(Digest(key, "a"), Fingerprint("a"));
  EXPECT_EQ(Digest(key, "").size(), kDigestBytes);
}

TEST(ConstantTimeEqual, ComparesBytesAndLengths) {
  EXPECT_TRUE(ConstantTimeEqual("", ""));
  EXPECT_TRUE(ConstantTimeEqual("abc", "abc"));
  EXPECT_FALSE(ConstantTimeEqual("abc", "abd"));
  EXPECT_FALSE(ConstantTimeEqual("abc", "ab"));
}

TEST(Key, TakesExactly32Bytes) {
  EXPECT_TRUE(Key::FromBytes(std::string(32, 'x')).ok());
  EXPECT_EQ(Key::FromBytes(std::string(31, 'x')).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Key::FromBytes("").ok());
}

TEST(Wipe, OverwritesAlsoWhatLiesBehindTheEnd) {
  std::string text(100, 'x');
  const char* const bytes = text.data();
  text.resize(3);
  Wipe(text);
  EXPECT_TRUE(text.empty());
  ASSERT_EQ(text.data(), bytes);
  for (size_t i = 0; i < 100; ++i) ASSERT_EQ(bytes[i], '\0') << i;
}

TEST(WipeOnExit, EmptiesTheStringAtTheEndOfTheScope) {
  std::string text = "secret";
  {
    const WipeOnExit wipe(text);
  }
  EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace hirewire::crypto
