#include "base/crypto/sealed_box.h"

#include <string>

#include "absl/strings/match.h"
#include "base/crypto/key.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

class SealedBoxTest : public testing::Test {
 protected:
  const BoxKeys keys_ = BoxKeys::Generate();
};

TEST_F(SealedBoxTest, OnlyTheHolderOfThePrivateKeyOpens) {
  const std::string box = SealBox(keys_.public_key, "canary").value();
  EXPECT_FALSE(absl::StrContains(box, "canary"));
  EXPECT_EQ(OpenBox(keys_.private_key, box).value(), "canary");
  EXPECT_FALSE(OpenBox(BoxKeys::Generate().private_key, box).ok());
  EXPECT_NE(SealBox(keys_.public_key, "canary").value(), box);
}

TEST_F(SealedBoxTest, WhatWasChangedOrCutDoesNotOpen) {
  const std::string box = SealBox(keys_.public_key, "text").value();
  for (size_t i = 0; i < box.size(); ++i) {
    std::string changed = box;
    changed[i] ^= 1;
    EXPECT_FALSE(OpenBox(keys_.private_key, changed).ok()) << i;
    EXPECT_FALSE(OpenBox(keys_.private_key, box.substr(0, i)).ok()) << i;
  }
}

TEST_F(SealedBoxTest, WhatIsNoPublicKeyIsRefused) {
  EXPECT_FALSE(SealBox("", "text").ok());
  EXPECT_FALSE(SealBox(keys_.public_key.substr(1), "text").ok());
  EXPECT_FALSE(SealBox(keys_.public_key + "x", "text").ok());
  EXPECT_FALSE(SealBox(std::string(32, '\0'), "text").ok());
}

TEST_F(SealedBoxTest, KeepsItsFormat) {
  // Made by libsodium itself, as any other program would.
  EXPECT_EQ(PublicKeyOf(keys_.private_key), keys_.public_key);
  // RFC 7748, section 6.1: Alice's keys.
  const std::string alice =
      "\x77\x07\x6d\x0a\x73\x18\xa5\x7d\x3c\x16\xc1\x72\x51\xb2\x66\x45\xdf"
      "\x4c\x2f\x87\xeb\xc0\x99\x2a\xb1\x77\xfb\xa5\x1d\xb9\x2c\x2a";
  const std::string alices_public =
      "\x85\x20\xf0\x09\x89\x30\xa7\x54\x74\x8b\x7d\xdc\xb4\x3e\xf7\x5a\x0d"
      "\xbf\x3a\x0d\x26\x38\x1a\xf4\xeb\xa4\xa9\x8e\xaa\x9b\x4e\x6a";
  EXPECT_EQ(PublicKeyOf(Key::FromBytes(alice).value()), alices_public);
}

}  // namespace
}  // namespace hirewire::crypto
