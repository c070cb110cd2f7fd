#include "base/crypto/xchacha20_poly1305.h"

#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/crypto/init.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {
namespace {

static_assert(kNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(Key::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

std::string RandomNonce() {
  EnsureInitialized();
  std::string nonce(kNonceBytes, '\0');
  randombytes_buf(nonce.data(), nonce.size());
  return nonce;
}

}  // namespace

std::string SealWithNonce(const Key& key, absl::string_view nonce,
                          absl::string_view plaintext,
                          absl::string_view associated_data) {
  std::string ciphertext(plaintext.size() + kTagBytes, '\0');
  // Its only failure is a message of 2^38 bytes, which no string here holds.
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      Bytes(ciphertext), nullptr, Bytes(plaintext), plaintext.size(),
      Bytes(associated_data), associated_data.size(), nullptr, Bytes(nonce),
      key.data());
  return ciphertext;
}

absl::StatusOr<std::string> OpenWithNonce(const Key& key,
                                          absl::string_view nonce,
                                          absl::string_view ciphertext,
                                          absl::string_view associated_data) {
  if (nonce.size() != kNonceBytes || ciphertext.size() < kTagBytes) {
    return absl::InvalidArgumentError("not a sealed value: too short");
  }
  std::string plaintext(ciphertext.size() - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          Bytes(plaintext), nullptr, nullptr, Bytes(ciphertext),
          ciphertext.size(), Bytes(associated_data), associated_data.size(),
          Bytes(nonce), key.data()) != 0) {
    return absl::FailedPreconditionError(
        "sealed by another key or for another place, or changed since");
  }
  return plaintext;
}

std::string XChaCha20Poly1305::Seal(absl::string_view plaintext,
                                    absl::string_view associated_data) const {
  const std::string nonce = RandomNonce();
  return absl::StrCat(nonce,
                      SealWithNonce(key_, nonce, plaintext, associated_data));
}

absl::StatusOr<std::string> XChaCha20Poly1305::Open(
    absl::string_view sealed, absl::string_view associated_data) const {
  return OpenWithNonce(key_, sealed.substr(0, kNonceBytes),
                       sealed.substr(std::min(kNonceBytes, sealed.size())),
                       associated_data);
}

}  // namespace hirewire::crypto
