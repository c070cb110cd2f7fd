// Sealing for somebody else: with a public key anybody can seal, and only the
// holder of the private key can open (libsodium's sealed boxes: X25519,
// XSalsa20-Poly1305).
//
//   const BoxKeys keys = BoxKeys::Generate();
//   HW_ASSIGN_OR_RETURN(std::string box, SealBox(keys.public_key, text));
//   HW_ASSIGN_OR_RETURN(std::string text, OpenBox(keys.private_key, box));
//
// A box says nothing of who sealed it.
#ifndef HIREWIRE_BASE_CRYPTO_SEALED_BOX_H_
#define HIREWIRE_BASE_CRYPTO_SEALED_BOX_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {

inline constexpr size_t kBoxPublicKeyBytes = 32;

struct BoxKeys {
  static BoxKeys Generate();

  std::string public_key;
  Key private_key;
};

// The public key that belongs to a private one.
std::string PublicKeyOf(const Key& private_key);

// INVALID_ARGUMENT: `public_key` is none.
absl::StatusOr<std::string> SealBox(absl::string_view public_key,
                                    absl::string_view plaintext);

// INVALID_ARGUMENT: `box` was sealed for another key, or was changed since. The
// caller wipes what is returned.
absl::StatusOr<std::string> OpenBox(const Key& private_key,
                                    absl::string_view box);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_SEALED_BOX_H_
