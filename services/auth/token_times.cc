#include "services/auth/token_times.h"

#include <variant>

#include "absl/time/time.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/keep_alive.h"
#include "base/time/timestamps.h"

namespace hirewire::auth_service {

void AddTokenTimes(const auth::TokenTable& tokens,
                   const connectors::Directory& directory, bool allow_loopback,
                   const auth::Connection& connection, v1::Connection& view) {
  if (connection.auth_kind != auth::AuthKind::kAuthorizationCode) return;
  // What cannot be read here shows where it is used.
  const auto stored = tokens.Peek({connection.tenant, connection.id});
  if (!stored.ok() || !*stored) return;
  *view.mutable_token_expire_time() = ToProto((*stored)->pair.expires);
  if (!(*stored)->dead_reason.empty()) return;
  const auto recipe = directory.GetRecipe(connection, allow_loopback);
  if (!recipe.ok()) return;
  const auto* code = std::get_if<auth::AuthorizationCodeRecipe>(&*recipe);
  if (code == nullptr) return;
  const absl::Time expiry = auth::GrantExpiry(**stored, *code);
  if (expiry != absl::InfiniteFuture()) {
    *view.mutable_grant_expire_time() = ToProto(expiry);
  }
}

}  // namespace hirewire::auth_service
