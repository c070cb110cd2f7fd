#include "auth/secret/reveal.h"

#include "absl/strings/string_view.h"
#include "auth/secret/secret.h"

namespace hirewire::auth {

// Defined here and nowhere else: a friend function would be found by its
// argument without including reveal.h, and so without its visibility.
class SecretAccess {
 public:
  static absl::string_view Read(const Secret& secret) { return secret.value_; }
};

absl::string_view RevealSecret(const Secret& secret) {
  return SecretAccess::Read(secret);
}

}  // namespace hirewire::auth
