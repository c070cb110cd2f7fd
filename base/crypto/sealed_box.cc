#include "base/crypto/sealed_box.h"

#include <sodium.h>

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

static_assert(kBoxPublicKeyBytes == crypto_box_PUBLICKEYBYTES);
static_assert(Key::kBytes == crypto_box_SECRETKEYBYTES);

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

BoxKeys BoxKeys::Generate() {
  // Any 32 bytes are a private key: X25519 takes what it needs of them.
  const Key private_key = Key::Generate();
  return {PublicKeyOf(private_key), private_key};
}

std::string PublicKeyOf(const Key& private_key) {
  EnsureInitialized();
  std::string public_key(kBoxPublicKeyBytes, '\0');
  crypto_scalarmult_base(Bytes(public_key), private_key.data());
  return public_key;
}

absl::StatusOr<std::string> SealBox(absl::string_view public_key,
                                    absl::string_view plaintext) {
  EnsureInitialized();
  if (public_key.size() != kBoxPublicKeyBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a public key has ", kBoxPublicKeyBytes, " bytes (X25519)"));
  }
  std::string box(plaintext.size() + crypto_box_SEALBYTES, '\0');
  // Fails for the few keys that would give the same box for everybody.
  if (crypto_box_seal(Bytes(box), Bytes(plaintext), plaintext.size(),
                      Bytes(public_key)) != 0) {
    return absl::InvalidArgumentError("this is no public key of X25519");
  }
  return box;
}

absl::StatusOr<std::string> OpenBox(const Key& private_key,
                                    absl::string_view box) {
  const absl::Status closed = absl::InvalidArgumentError(
      "sealed for another key, or changed since it was sealed");
  if (box.size() < crypto_box_SEALBYTES) return closed;
  const std::string public_key = PublicKeyOf(private_key);
  std::string plaintext(box.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(Bytes(plaintext), Bytes(box), box.size(),
                           Bytes(public_key), private_key.data()) != 0) {
    return closed;
  }
  return plaintext;
}

}  // namespace hirewire::crypto
