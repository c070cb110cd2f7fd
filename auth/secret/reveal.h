// The only way to read a Secret. A target of its own: its visibility is the
// list of code that handles secrets in the clear.
#ifndef HIREWIRE_AUTH_SECRET_REVEAL_H_
#define HIREWIRE_AUTH_SECRET_REVEAL_H_

#include "absl/strings/string_view.h"
#include "auth/secret/secret.h"

namespace hirewire::auth {

// Valid as long as `secret` lives and is not assigned to.
absl::string_view RevealSecret(const Secret& secret);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SECRET_REVEAL_H_
