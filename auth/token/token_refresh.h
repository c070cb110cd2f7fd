// Renews the token pair of one connection: by one process of all that share the
// store, once for each pair.
//
// The order is what makes it safe. A lease is taken in the store; the vendor is
// asked; its answer is durable before anybody uses the new access token; the
// lease ends in the same transaction. So
//   - whoever dies before the vendor acted has lost nothing: the lease runs out
//     and the next one uses the same refresh token;
//   - whoever dies after the vendor acted and before our write has lost the new
//     refresh token. Nobody can undo that where the vendor takes each one once.
//     The next one finds an attempt without an end, tries the old refresh token
//     (some vendors take it for a while), and says REFRESH_LOST where it is
//     refused;
//   - whoever dies after our write has lost nothing.
// A store that is down while the vendor's answer is at hand is asked again
// until it is there: only this process has the pair.
//
//   auto refresh = std::make_shared<TokenRefresh>(parts, connection, recipe);
//   HW_CO_ASSIGN_OR_RETURN(LiveToken token, co_await refresh->Renew(wanted));
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_REFRESH_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_REFRESH_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/lease_watch.h"
#include "auth/token/token_cache.h"
#include "auth/token/token_endpoint.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {

// The points between which a process may die.
enum class RefreshStep {
  // The lease is in the store; the vendor was not asked.
  kLeased,
  // The vendor answered; nothing of it is in the store.
  kAnswered,
  // The new pair is in the store; nobody used it.
  kStored,
};

// Hears of each step. A failure ends the renewal there and then, as if the
// process had died: nothing is cleaned up.
class RefreshObserver {
 public:
  virtual ~RefreshObserver() = default;
  virtual absl::Status Reached(RefreshStep step) = 0;
};

struct RefreshOptions {
  // How long a lease lasts without a sign of life. Its holder gives one three
  // times as often.
  absl::Duration lease = absl::Seconds(10);
  // The longest that one token request may take.
  absl::Duration request_timeout = absl::Seconds(30);
};

// What renewals need. All but the options outlive them.
struct RefreshParts {
  const TokenTable& table;
  const OAuthApps& apps;
  http::Transport& transport;
  Clock& clock;
  Random& random;
  // May be null.
  RefreshObserver* observer = nullptr;
  RefreshOptions options = {};
};

// On one executor, one renewal at a time.
class TokenRefresh {
 public:
  TokenRefresh(const RefreshParts& parts, const Connection& connection,
               AuthorizationCodeRecipe recipe);

  // A token that lives: one that another process renewed meanwhile, a new one,
  // or, while another process is at work, the one that is still good.
  // REAUTHORIZATION_REQUIRED, REFRESH_LOST: the grant is gone, and the
  // connection shows it. OAUTH_APP_MISSING, VENDOR_REFUSED (the app itself is
  // refused), VENDOR_UNAVAILABLE, VENDOR_RESPONSE_INVALID, SEAL_BROKEN.
  Async<LiveToken> Renew(WantedToken wanted);

 private:
  bool Serves(const StoredTokens& tokens, const WantedToken& wanted) const;
  LiveToken ToLive(const StoredTokens& tokens) const;
  LiveToken ForNow(const StoredTokens& tokens) const;
  absl::Status Explain(absl::Status status) const;
  absl::Status Dead(const StoredTokens& tokens) const;
  absl::StatusOr<bool> TakeLease(StoredTokens& tokens);
  void EndLease(StoredTokens tokens, bool outcome_unknown,
                const absl::Status& why);
  absl::Status Reach(RefreshStep step);

  Async<LiveToken> RenewUnderLease(std::shared_ptr<StoredTokens> tokens);
  AsyncStatus KeepLease(std::shared_ptr<StoredTokens> tokens);
  Async<LiveToken> Keep(StoredTokens renewed);
  absl::StatusOr<bool> Bury(StoredTokens& tokens, v1::ErrorReason reason);

  const RefreshParts parts_;
  const Connection connection_;
  const AuthorizationCodeRecipe recipe_;
  LeaseWatch watch_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_REFRESH_H_
