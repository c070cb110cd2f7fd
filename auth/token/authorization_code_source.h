// The credential source of an authorization code connection: a cache of the
// access token over TokenRefresh.
#ifndef HIREWIRE_AUTH_TOKEN_AUTHORIZATION_CODE_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_AUTHORIZATION_CODE_SOURCE_H_

#include <cstdint>

#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_cache.h"
#include "auth/token/token_refresh.h"
#include "base/async/async.h"

namespace hirewire::auth {

class AuthorizationCodeSource : public CredentialSource {
 public:
  // `executor` is the connection's. What `parts` refers to outlives it: a
  // renewal under way when the source is destroyed still ends on its own.
  AuthorizationCodeSource(const RefreshParts& parts,
                          const Connection& connection,
                          const AuthorizationCodeRecipe& recipe,
                          const Executor& executor);

  // What TokenRefresh fails with.
  Async<Credential> Get(absl::Time deadline) override;
  bool Invalidate(uint64_t generation) override;

 private:
  TokenCache cache_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_AUTHORIZATION_CODE_SOURCE_H_
