// The access token of one connection as one process knows it: given out as long
// as it lives, renewed ahead of its end.
//
//   TokenCache cache(executor, clock,
//                    [](WantedToken wanted) { return Fetch(wanted); });
//   HW_CO_ASSIGN_OR_RETURN(Credential c, co_await cache.Get(deadline));
//
// A token is renewed when it has less than 60 s or a tenth of its life left,
// whichever is more, but never over half its life; up to a fifth of that
// sooner, at random, so that processes that share a token do not all begin at
// once. Nobody waits for that: until the new one is there, and also when
// renewing fails and is tried again a little later, the old one is given out as
// long as it lives. Only where there is no token do callers wait, all for the
// same renewal. There is no retry loop here: the caller's covers it.
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_CACHE_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_CACHE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "absl/time/time.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/random/random.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct LiveToken {
  // Its generation differs from that of every earlier token, and its expiry is
  // set.
  Credential credential;
  // From then on it is to be renewed.
  absl::Time renew_from;
};

// Which token is wanted.
struct WantedToken {
  // The generation of the one at hand, if there is one: another is better.
  std::optional<uint64_t> known;
  // Whether the vendor refused that one before its end: it is of no use.
  bool refused = false;
};

// When a token that was obtained at `from` and lives for `lifetime` is to be
// renewed.
absl::Time RenewFrom(absl::Time from, absl::Duration lifetime, Random& random);

// On one executor.
class TokenCache {
 public:
  // Obtains a token. Goes on when the cache is gone, so it refers to nothing
  // that goes with it.
  using Renewal = std::function<Async<LiveToken>(WantedToken wanted)>;

  // `clock` outlives every renewal.
  TokenCache(const Executor& executor, Clock& clock, Renewal renewal);
  ~TokenCache();

  // A token that lives. What the renewal fails with; DEADLINE_EXCEEDED,
  // CANCELLED: this caller waits no longer, others may.
  Async<Credential> Get(absl::Time deadline);

  // The vendor refused the token of this generation.
  void Invalidate(uint64_t generation);

 private:
  struct State;
  // Shared with a renewal under way.
  const std::shared_ptr<State> state_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_CACHE_H_
