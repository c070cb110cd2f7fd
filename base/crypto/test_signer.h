// Private keys for tests of what checks signatures.
//
//   const TestSigner signer = TestSigner::P256();
//   signer.Sign("text");
//   PublicKey::P256(signer.x(), signer.y());
#ifndef HIREWIRE_BASE_CRYPTO_TEST_SIGNER_H_
#define HIREWIRE_BASE_CRYPTO_TEST_SIGNER_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "base/crypto/public_key.h"

namespace hirewire::crypto {

// Aborts the test process when a key cannot be made.
class TestSigner {
 public:
  static TestSigner Rsa(int bits = 2048);
  static TestSigner P256();
  static TestSigner Ed25519();

  SignatureAlgorithm algorithm() const { return algorithm_; }

  // As RFC 7518 spells a signature of this algorithm.
  std::string Sign(absl::string_view message) const;

  // The public numbers, big-endian; of an RSA key the first two, of a curve the
  // others (Ed25519 has no y).
  std::string modulus() const;
  std::string exponent() const;
  std::string x() const;
  std::string y() const;

 private:
  TestSigner(SignatureAlgorithm algorithm, evp_pkey_st* key);

  // The number `name` of OpenSSL's, in `size` bytes, or as many as it has.
  std::string NumberOf(const char* name, int size) const;

  SignatureAlgorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_TEST_SIGNER_H_
