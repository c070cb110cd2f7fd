#include "auth/inbound/api_key.h"

#include <set>
#include <string>

#include "auth/secret/reveal.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

TEST(ApiKey, IsNeverTheSameAndHasTheShapeOfOne) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const Secret key = NewApiKey();
    EXPECT_TRUE(IsApiKey(RevealSecret(key)));
    EXPECT_TRUE(seen.insert(std::string(RevealSecret(key))).second);
  }
}

TEST(ApiKey, RefusesOtherShapes) {
  const Secret secret = NewApiKey();
  const std::string key(RevealSecret(secret));
  for (const std::string& wrong :
       {std::string(), std::string("hw_"), key + "A", key.substr(1),
        key.substr(0, key.size() - 1), "HW_" + key.substr(3), key + "\n"}) {
    EXPECT_FALSE(IsApiKey(wrong));
  }
}

TEST(ApiKey, IsKeptAsADigestThatTellsKeysApart) {
  const Secret a = NewApiKey();
  const Secret b = NewApiKey();
  EXPECT_EQ(DigestOfApiKey(RevealSecret(a)).size(), 32u);
  EXPECT_EQ(DigestOfApiKey(RevealSecret(a)), DigestOfApiKey(RevealSecret(a)));
  EXPECT_NE(DigestOfApiKey(RevealSecret(a)), DigestOfApiKey(RevealSecret(b)));
}

}  // namespace
}  // namespace hirewire::auth
