// Keeps grants alive that nobody uses: vendors forget a refresh token that was
// not used for a while (Lever after 90 days, Greenhouse after one), or that is
// old (Lever after a year).
//
//   KeepAlive keep_alive(parts, store, recipe_of);
//   Spawn(executor, keep_alive.Run(), [](absl::Status) {});
//
// Every process of a server may run one: a pair is renewed by whoever comes
// first, under the same lease as always.
#ifndef HIREWIRE_AUTH_TOKEN_KEEP_ALIVE_H_
#define HIREWIRE_AUTH_TOKEN_KEEP_ALIVE_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/store/store.h"

namespace hirewire::auth {

// When a grant is to be used again so that it lives on: at half the time that
// the vendor keeps it unused, and at nine tenths of the time it lives at most.
// InfiniteFuture where the vendor keeps it for ever.
absl::Time UseGrantBy(const StoredTokens& tokens,
                      const AuthorizationCodeRecipe& recipe);

// When the vendor would forget the grant if nobody used it any more.
absl::Time GrantExpiry(const StoredTokens& tokens,
                       const AuthorizationCodeRecipe& recipe);

class KeepAlive {
 public:
  using RecipeOf =
      std::function<absl::StatusOr<GrantRecipe>(const Connection&)>;

  // What it refers to outlives it.
  KeepAlive(const RefreshParts& parts, store::Store& store, RecipeOf recipe_of)
      : parts_(parts), store_(store), recipe_of_(std::move(recipe_of)) {}

  // Looks at every connection, and again after `kPause`, until it is cancelled.
  // What fails is tried again the next time.
  AsyncStatus Run();

  // Looks at every connection once, also at those that are switched off: their
  // grant is still wanted. How many grants were renewed.
  Async<int> Sweep();

  // Well below the shortest time that a vendor is known to keep a grant.
  static constexpr absl::Duration kPause = absl::Minutes(30);

 private:
  Async<bool> Look(const ConnectionName& name);

  const RefreshParts parts_;
  store::Store& store_;
  const RecipeOf recipe_of_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_KEEP_ALIVE_H_
