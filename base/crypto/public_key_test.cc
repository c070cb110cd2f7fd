#include "base/crypto/public_key.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/crypto/test_signer.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

PublicKey KeyOf(const TestSigner& signer) {
  switch (signer.algorithm()) {
    case SignatureAlgorithm::kRs256:
      return PublicKey::Rsa(signer.modulus(), signer.exponent()).value();
    case SignatureAlgorithm::kEs256:
      return PublicKey::P256(signer.x(), signer.y()).value();
    case SignatureAlgorithm::kEdDsa:
      return PublicKey::Ed25519(signer.x()).value();
  }
  std::abort();
}

class EveryAlgorithm : public ::testing::TestWithParam<SignatureAlgorithm> {
 protected:
  static TestSigner NewSigner() {
    switch (GetParam()) {
      case SignatureAlgorithm::kRs256:
        return TestSigner::Rsa();
      case SignatureAlgorithm::kEs256:
        return TestSigner::P256();
      case SignatureAlgorithm::kEdDsa:
        return TestSigner::Ed25519();
    }
    std::abort();
  }
};

INSTANTIATE_TEST_SUITE_P(All, EveryAlgorithm,
                         ::testing::Values(SignatureAlgorithm::kRs256,
                                           SignatureAlgorithm::kEs256,
                                           SignatureAlgorithm::kEdDsa));

TEST_P(EveryAlgorithm, TakesASignatureOfItsOwner) {
  const TestSigner signer = NewSigner();
  const PublicKey key = KeyOf(signer);
  EXPECT_EQ(key.algorithm(), GetParam());
  EXPECT_TRUE(key.Verify("text", signer.Sign("text")));
  EXPECT_TRUE(key.Verify("", signer.Sign("")));
}

TEST_P(EveryAlgorithm, RefusesEveryOtherTextKeyAndSignature) {
  const TestSigner signer = NewSigner();
  const PublicKey key = KeyOf(signer);
  const std::string signature = signer.Sign("text");
  EXPECT_FALSE(key.Verify("texT", signature));
  EXPECT_FALSE(key.Verify("text", NewSigner().Sign("text")));
  for (size_t i = 0; i < signature.size(); i += 7) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(key.Verify("text", changed)) << i;
  }
}

TEST_P(EveryAlgorithm, RefusesWhatIsNoSignature) {
  const TestSigner signer = NewSigner();
  const PublicKey key = KeyOf(signer);
  const std::string signature = signer.Sign("text");
  for (const std::string& wrong :
       {std::string(), std::string(1, '\0'), std::string(64, '\0'),
        std::string(256, '\xff'), std::string(1 << 16, 'x'), signature + "x",
        signature.substr(1)}) {
    EXPECT_FALSE(key.Verify("text", wrong)) << wrong.size();
  }
}

TEST(PublicKey, RefusesAnRsaKeyThatIsTooWeakOrTooLarge) {
  const TestSigner weak = TestSigner::Rsa(1024);
  EXPECT_TRUE(absl::IsInvalidArgument(
      PublicKey::Rsa(weak.modulus(), weak.exponent()).status()));
  EXPECT_FALSE(PublicKey::Rsa(std::string(4096, '\xff'), "\x03").ok());
}

TEST(PublicKey, RefusesNumbersThatAreNoRsaKey) {
  const std::string modulus = TestSigner::Rsa().modulus();
  for (const std::string& exponent :
       {std::string(), std::string("\x01"), std::string("\x02"),
        std::string(1, '\0'), std::string(256, '\xff')}) {
    EXPECT_FALSE(PublicKey::Rsa(modulus, exponent).ok()) << exponent.size();
  }
  EXPECT_FALSE(PublicKey::Rsa("", "\x03").ok());
}

TEST(PublicKey, RefusesWhatIsNoPointOfTheCurve) {
  const TestSigner signer = TestSigner::P256();
  EXPECT_FALSE(PublicKey::P256(signer.x(), signer.x()).ok());
  EXPECT_FALSE(
      PublicKey::P256(std::string(32, '\0'), std::string(32, '\0')).ok());
  EXPECT_FALSE(PublicKey::P256(signer.x().substr(1), signer.y()).ok());
}

TEST(PublicKey, RefusesAnEd25519KeyOfAnotherLength) {
  EXPECT_FALSE(PublicKey::Ed25519(std::string(31, 'x')).ok());
  EXPECT_FALSE(PublicKey::Ed25519("").ok());
}

}  // namespace
}  // namespace hirewire::crypto
