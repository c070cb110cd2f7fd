#include "base/crypto/digest.h"

#include <sodium.h>

#include <string>

#include "absl/strings/string_view.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {
namespace {

std::string Blake2b(absl::string_view key, absl::string_view data) {
  std::string digest(kDigestBytes, '\0');
  crypto_generichash(
      reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
      reinterpret_cast<const unsigned char*>(data.data()), data.size(),
      reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return digest;
}

}  // namespace

std::string Digest(const Key& key, absl::string_view data) {
  return Blake2b(key.bytes(), data);
}

std::string Fingerprint(absl::string_view data) { return Blake2b({}, data); }

std::string Sha256(absl::string_view data) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(data.data()),
                     data.size());
  return digest;
}

bool ConstantTimeEqual(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() &&
         sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace hirewire::crypto
