// Public keys that check signatures of others, such as those of JSON Web
// Tokens (RFC 7518).
//
//   HW_ASSIGN_OR_RETURN(PublicKey key, PublicKey::Rsa(modulus, exponent));
//   if (key.Verify(text, signature)) ...
//
// A key checks one algorithm only, so that nobody can talk it into another.
#ifndef HIREWIRE_BASE_CRYPTO_PUBLIC_KEY_H_
#define HIREWIRE_BASE_CRYPTO_PUBLIC_KEY_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct evp_pkey_st;

namespace hirewire::crypto {

enum class SignatureAlgorithm {
  // RSASSA-PKCS1-v1_5 with SHA-256.
  kRs256,
  // ECDSA on P-256 with SHA-256; a signature is r and s, 32 bytes each.
  kEs256,
  // Ed25519.
  kEdDsa,
};

// Immutable, cheap to copy, thread-safe. Numbers are big-endian bytes.
class PublicKey {
 public:
  // For kRs256. INVALID_ARGUMENT unless the modulus has 2048 to 8192 bits and
  // the exponent is odd, 3 to 2^32.
  static absl::StatusOr<PublicKey> Rsa(absl::string_view modulus,
                                       absl::string_view exponent);

  // For kEs256. INVALID_ARGUMENT where this is no point of the curve.
  static absl::StatusOr<PublicKey> P256(absl::string_view x,
                                        absl::string_view y);

  // For kEdDsa. INVALID_ARGUMENT unless there are 32 bytes.
  static absl::StatusOr<PublicKey> Ed25519(absl::string_view x);

  SignatureAlgorithm algorithm() const { return algorithm_; }

  // Whether the owner of this key signed `message`. False for a signature of
  // any other shape.
  bool Verify(absl::string_view message, absl::string_view signature) const;

 private:
  PublicKey(SignatureAlgorithm algorithm, evp_pkey_st* key);

  SignatureAlgorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_PUBLIC_KEY_H_
