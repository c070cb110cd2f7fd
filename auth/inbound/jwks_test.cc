#include "auth/inbound/jwks.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "auth/inbound/test_issuer.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

using crypto::SignatureAlgorithm;
using crypto::TestSigner;

std::string SetOf(const std::vector<std::string>& keys) {
  return absl::StrCat("{\"keys\":[", absl::StrJoin(keys, ","), "]}");
}

TEST(Jwks, HoldsKeysOfAllThreeAlgorithms) {
  const auto set =
      Jwks::Parse(SetOf({TestIssuer(TestSigner::Rsa(), "r").Jwk(),
                         TestIssuer(TestSigner::P256(), "e").Jwk(),
                         TestIssuer(TestSigner::Ed25519(), "d").Jwk()}));
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->size(), 3u);
  EXPECT_NE(set->Find("r", SignatureAlgorithm::kRs256), nullptr);
  EXPECT_NE(set->Find("e", SignatureAlgorithm::kEs256), nullptr);
  EXPECT_NE(set->Find("d", SignatureAlgorithm::kEdDsa), nullptr);
}

TEST(Jwks, AKeyIsFoundForItsOwnAlgorithmOnly) {
  const Jwks set = Jwks::Parse(TestIssuer().Jwks()).value();
  EXPECT_EQ(set.Find("k1", SignatureAlgorithm::kRs256), nullptr);
  EXPECT_EQ(set.Find("k2", SignatureAlgorithm::kEs256), nullptr);
}

TEST(Jwks, WithoutAnIdOnlyTheOnlyKeyIsMeant) {
  const std::string one = TestIssuer(TestSigner::P256(), "1").Jwk();
  const std::string two = TestIssuer(TestSigner::P256(), "2").Jwk();
  EXPECT_NE(Jwks::Parse(SetOf({one}))->Find("", SignatureAlgorithm::kEs256),
            nullptr);
  EXPECT_EQ(
      Jwks::Parse(SetOf({one, two}))->Find("", SignatureAlgorithm::kEs256),
      nullptr);
}

TEST(Jwks, LeavesOutWhatIsOfNoUse) {
  const auto set = Jwks::Parse(
      SetOf({R"({"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"HS256"})",
             R"({"kty":"EC","crv":"P-521","x":"AA","y":"AA"})", R"({"kty":7})",
             R"("text")", "null", R"({"kty":"RSA","n":"AQAB","e":"AQAB"})",
             TestIssuer(TestSigner::Rsa(1024), "weak").Jwk(),
             TestIssuer(TestSigner::P256(), "good").Jwk()}));
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->size(), 1u);
}

TEST(Jwks, LeavesOutKeysForOtherUses) {
  std::string encrypting = TestIssuer().Jwk();
  encrypting.replace(encrypting.find("\"sig\""), 5, "\"enc\"");
  EXPECT_FALSE(Jwks::Parse(SetOf({encrypting})).ok());
  std::string other = TestIssuer().Jwk();
  other.replace(other.find("\"ES256\""), 7, "\"ES384\"");
  EXPECT_FALSE(Jwks::Parse(SetOf({other})).ok());
}

TEST(Jwks, RefusesWhatIsNoKeySet) {
  for (const char* text : {"", "{}", "[]", "<html>", "{\"keys\":{}}",
                           "{\"keys\":[]}", "{\"keys\":", "null"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(Jwks::Parse(text).status())) << text;
  }
}

TEST(Jwks, RefusesMoreThanAnIssuerHas) {
  const std::string key = TestIssuer().Jwk();
  EXPECT_TRUE(Jwks::Parse(SetOf(std::vector(100, key))).ok());
  EXPECT_FALSE(Jwks::Parse(SetOf(std::vector(101, key))).ok());
  EXPECT_FALSE(
      Jwks::Parse(absl::StrCat(SetOf({key}), std::string(256 << 10, ' ')))
          .ok());
}

}  // namespace
}  // namespace hirewire::auth
