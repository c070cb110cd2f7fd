#include "auth/token/authorization_code_source.h"

#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_cache.h"
#include "auth/token/token_refresh.h"
#include "base/async/async.h"

namespace hirewire::auth {
namespace {

// Keeps the refresh until it ends.
Async<LiveToken> Renew(std::shared_ptr<TokenRefresh> refresh,
                       WantedToken wanted) {
  co_return co_await refresh->Renew(wanted);
}

}  // namespace

AuthorizationCodeSource::AuthorizationCodeSource(
    const RefreshParts& parts, const Connection& connection,
    const AuthorizationCodeRecipe& recipe, const Executor& executor)
    : cache_(
          executor, parts.clock,
          [refresh = std::make_shared<TokenRefresh>(parts, connection, recipe)](
              WantedToken wanted) { return Renew(refresh, wanted); }) {}

Async<Credential> AuthorizationCodeSource::Get(absl::Time deadline) {
  return cache_.Get(deadline);
}

bool AuthorizationCodeSource::Invalidate(uint64_t generation) {
  cache_.Invalidate(generation);
  return true;
}

}  // namespace hirewire::auth
