// Aead by XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with one key. Its
// nonce has 24 bytes, enough to draw it at random for every message.
//
//   XChaCha20Poly1305 aead(Key::Generate());
//   std::string sealed = aead.Seal(text, "connection/acme/api_key");
//
// Sealed: the nonce, then the ciphertext with its 16-byte tag.
#ifndef HIREWIRE_BASE_CRYPTO_XCHACHA20_POLY1305_H_
#define HIREWIRE_BASE_CRYPTO_XCHACHA20_POLY1305_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/aead.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {

inline constexpr size_t kNonceBytes = 24;
inline constexpr size_t kTagBytes = 16;

class XChaCha20Poly1305 : public Aead {
 public:
  explicit XChaCha20Poly1305(const Key& key) : key_(key) {}

  std::string Seal(absl::string_view plaintext,
                   absl::string_view associated_data) const override;
  absl::StatusOr<std::string> Open(
      absl::string_view sealed,
      absl::string_view associated_data) const override;

 private:
  const Key key_;
};

// The bare cipher, for the classes of this folder and their test vectors: a
// nonce used twice with one key gives both messages away. `nonce` has
// kNonceBytes. Returns ciphertext and tag.
std::string SealWithNonce(const Key& key, absl::string_view nonce,
                          absl::string_view plaintext,
                          absl::string_view associated_data);

// INVALID_ARGUMENT: `nonce` or `ciphertext` is too short to be one.
// FAILED_PRECONDITION: not sealed with these.
absl::StatusOr<std::string> OpenWithNonce(const Key& key,
                                          absl::string_view nonce,
                                          absl::string_view ciphertext,
                                          absl::string_view associated_data);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_XCHACHA20_POLY1305_H_
