// API keys: "hw_" and 43 letters, digits, - and _ that hold 256 random bits.
// What is kept of one is its digest. It needs no salt and no slow hash: nobody
// can try out 2^256 keys.
#ifndef HIREWIRE_AUTH_INBOUND_API_KEY_H_
#define HIREWIRE_AUTH_INBOUND_API_KEY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "auth/secret/secret.h"

namespace hirewire::auth {

// A key that nobody has, from the system's generator.
Secret NewApiKey();

// Whether it is one by its shape.
bool IsApiKey(absl::string_view text);

// SHA-256, 32 bytes.
std::string DigestOfApiKey(absl::string_view key);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_API_KEY_H_
