// The public keys of an issuer of tokens: a JSON Web Key Set (RFC 7517).
//
//   HW_ASSIGN_OR_RETURN(const Jwks keys, Jwks::Parse(text));
//   const crypto::PublicKey* key = keys.Find(kid, algorithm);
#ifndef HIREWIRE_AUTH_INBOUND_JWKS_H_
#define HIREWIRE_AUTH_INBOUND_JWKS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/public_key.h"

namespace hirewire::auth {

// Immutable, so thread-safe.
class Jwks {
 public:
  static constexpr size_t kMostBytes = 256 << 10;
  static constexpr size_t kMostKeys = 100;

  // No keys.
  Jwks() = default;

  // Keys that are of no use here (another type or curve, for encryption, too
  // weak) are left out: issuers publish them beside the others.
  // INVALID_ARGUMENT where the text is no key set, or it has no key of use.
  static absl::StatusOr<Jwks> Parse(std::string text);

  // The key of this id. Where the token names none (`kid` is empty), the only
  // key of the algorithm. Null for none.
  const crypto::PublicKey* Find(absl::string_view kid,
                                crypto::SignatureAlgorithm algorithm) const;

  size_t size() const { return keys_.size(); }

 private:
  struct Named {
    std::string kid;
    crypto::PublicKey key;
  };
  std::vector<Named> keys_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_JWKS_H_
