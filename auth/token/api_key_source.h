// An API key as the credential: the same header on every request.
//
//   ApiKeySource lever(key, {.kind = ApiKeyPlacement::Kind::kBasicUser});
#ifndef HIREWIRE_AUTH_TOKEN_API_KEY_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_API_KEY_SOURCE_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"

namespace hirewire::auth {

// Where a vendor wants its API key.
struct ApiKeyPlacement {
  enum class Kind {
    // Authorization: Basic base64(key ":"). The key is the user, no password.
    kBasicUser,
    // Authorization: Bearer key.
    kBearer,
    // A header of its own, `header_name`, holding `prefix` and the key.
    kHeader,
  };
  Kind kind = Kind::kBasicUser;
  // For kHeader only.
  std::string header_name = {};
  // For kHeader only: what stands before the key, such as "Token token=".
  std::string prefix = {};
};

class ApiKeySource : public CredentialSource {
 public:
  ApiKeySource(const Secret& api_key, const ApiKeyPlacement& placement);

  // Ends at once and never fails.
  Async<Credential> Get(absl::Time deadline) override;
  // Always false: there is no other key to be had.
  bool Invalidate(uint64_t generation) override;

 private:
  const Credential credential_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_API_KEY_SOURCE_H_
