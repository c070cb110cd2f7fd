// Digests of things that are kept to be recognised, not read.
//
//   const std::string id = crypto::Digest(key, request_id);
//   if (crypto::ConstantTimeEqual(id, stored)) ...
#ifndef HIREWIRE_BASE_CRYPTO_DIGEST_H_
#define HIREWIRE_BASE_CRYPTO_DIGEST_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {

inline constexpr size_t kDigestBytes = 32;

// Keyed BLAKE2b, 256 bits as raw bytes: without the key nobody can try out what
// was digested.
std::string Digest(const Key& key, absl::string_view data);

// Unkeyed BLAKE2b of the same length, for fingerprints of what is no secret.
std::string Fingerprint(absl::string_view data);

// SHA-256, as raw bytes, where a standard asks for it.
std::string Sha256(absl::string_view data);

// Takes the same time whichever byte differs. Different lengths differ at once.
bool ConstantTimeEqual(absl::string_view a, absl::string_view b);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_DIGEST_H_
