#include "auth/token/keep_alive.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/random/random.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {
namespace {

constexpr int kPageSize = 100;

absl::StatusOr<std::vector<ConnectionName>> NextPage(
    store::Store& store, const ConnectionName& after) {
  std::vector<ConnectionName> names;
  HW_RETURN_IF_ERROR(store.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(names, ListAllConnections(reader, after, kPageSize));
    return absl::OkStatus();
  }));
  return names;
}

absl::StatusOr<Connection> Find(store::Store& store,
                                const ConnectionName& name) {
  FoundConnection found;
  HW_RETURN_IF_ERROR(store.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(found, FindConnection(reader, name.tenant, name.id));
    return absl::OkStatus();
  }));
  return std::move(found.connection);
}

}  // namespace

absl::Time UseGrantBy(const StoredTokens& tokens,
                      const AuthorizationCodeRecipe& recipe) {
  const absl::Time issued = tokens.pair.issued;
  return std::min(issued + recipe.refresh_idle / 2,
                  issued + recipe.refresh_lifetime * 0.9);
}

absl::Time GrantExpiry(const StoredTokens& tokens,
                       const AuthorizationCodeRecipe& recipe) {
  const absl::Time issued = tokens.pair.issued;
  return std::min(issued + recipe.refresh_idle,
                  issued + recipe.refresh_lifetime);
}

AsyncStatus KeepAlive::Run() {
  for (;;) {
    // A store that is away is there again the next time.
    (co_await Sweep()).status().IgnoreError();
    // Processes that were started together do not stay so.
    HW_CO_RETURN_IF_ERROR(co_await parts_.clock.Sleep(
        kPause * (0.75 + parts_.random.NextUnit() / 2)));
  }
}

Async<int> KeepAlive::Sweep() {
  int renewed = 0;
  ConnectionName last;
  for (;;) {
    HW_CO_ASSIGN_OR_RETURN(const std::vector<ConnectionName> names,
                           NextPage(store_, last));
    for (const ConnectionName& name : names) {
      const auto looked = co_await Look(name);
      if (absl::IsCancelled(looked.status())) co_return looked.status();
      if (looked.ok() && *looked) ++renewed;
    }
    if (names.size() < kPageSize) co_return renewed;
    last = names.back();
  }
}

// Whether the grant was renewed.
Async<bool> KeepAlive::Look(const ConnectionName& name) {
  HW_CO_ASSIGN_OR_RETURN(const Connection connection, Find(store_, name));
  if (connection.auth_kind != AuthKind::kAuthorizationCode) co_return false;
  HW_CO_ASSIGN_OR_RETURN(GrantRecipe recipe, recipe_of_(connection));
  auto* code = std::get_if<AuthorizationCodeRecipe>(&recipe);
  if (code == nullptr) co_return false;
  HW_CO_ASSIGN_OR_RETURN(const std::optional<StoredTokens> tokens,
                         parts_.table.Load({name.tenant, name.id}));
  if (!tokens || !tokens->dead_reason.empty() ||
      tokens->pair.refresh_token.empty() ||
      parts_.clock.Now() < UseGrantBy(*tokens, *code)) {
    co_return false;
  }
  TokenRefresh refresh(parts_, connection, std::move(*code));
  HW_CO_ASSIGN_OR_RETURN(const LiveToken live,
                         co_await refresh.Renew({.known = static_cast<uint64_t>(
                                                     tokens->generation)}));
  co_return live.credential.generation !=
      static_cast<uint64_t>(tokens->generation);
}

}  // namespace hirewire::auth
