#include "auth/token/token_cache.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/async/single_flight.h"
#include "base/async/spawn.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/time/clock.h"
#include "base/time/deadline.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr absl::Duration kLeastMargin = absl::Seconds(60);
constexpr absl::Duration kPauseAfterFailure = absl::Seconds(10);
constexpr double kJitter = 0.2;

}  // namespace

absl::Time RenewFrom(absl::Time from, absl::Duration lifetime, Random& random) {
  const absl::Duration margin =
      std::max(kLeastMargin, lifetime / 10) * (1 + kJitter * random.NextUnit());
  return from + lifetime - std::min(margin, lifetime / 2);
}

struct TokenCache::State {
  State(const Executor& executor, Clock& clock, Renewal renewal)
      : executor(executor),
        clock(clock),
        renewal(std::move(renewal)),
        flight(executor) {}

  const Executor executor;
  Clock& clock;
  const Renewal renewal;
  SingleFlight<Credential> flight;
  std::optional<LiveToken> token;
  WantedToken wanted;
  // After a failed renewal: not before this.
  absl::Time next_attempt = absl::InfinitePast();

  bool Lives(absl::Time now) const {
    return token.has_value() && now < token->credential.expires;
  }

  bool IsDue(absl::Time now) const {
    return now >= token->renew_from && now >= next_attempt &&
           !flight.in_flight();
  }

  // The closer the old token is to its end, the sooner another attempt.
  void PostponeNextAttempt() {
    if (!token) return;
    const absl::Time now = clock.Now();
    const absl::Duration left = token->credential.expires - now;
    next_attempt = now + std::min(kPauseAfterFailure, left / 4);
  }

  // The one flight: obtains a token and keeps it.
  static Async<Credential> Renew(std::shared_ptr<State> state) {
    auto fresh = co_await state->renewal(state->wanted);
    if (!fresh.ok()) {
      state->PostponeNextAttempt();
      co_return fresh.status();
    }
    // Refused while it was on its way: the next one who asks renews it again.
    const uint64_t generation = fresh->credential.generation;
    if (state->wanted.refused && state->wanted.known == generation) {
      co_return fresh->credential;
    }
    state->token = *std::move(fresh);
    state->wanted = {.known = generation};
    state->next_attempt = absl::InfinitePast();
    co_return state->token->credential;
  }

  static Async<Credential> Join(std::shared_ptr<State> state) {
    co_return co_await state->flight.Run([state] { return Renew(state); });
  }
};

TokenCache::TokenCache(const Executor& executor, Clock& clock, Renewal renewal)
    : state_(std::make_shared<State>(executor, clock, std::move(renewal))) {}

TokenCache::~TokenCache() = default;

Async<Credential> TokenCache::Get(absl::Time deadline) {
  const std::shared_ptr<State> state = state_;
  const absl::Time now = state->clock.Now();
  if (state->Lives(now)) {
    Credential credential = state->token->credential;
    if (state->IsDue(now)) {
      // A failure shows when the old token has ended and the next one is asked
      // for; until then it is nobody's.
      Spawn(state->executor, State::Join(state),
            [](const absl::StatusOr<Credential>&) {});
    }
    co_return credential;
  }
  auto credential =
      co_await WithDeadline(state->clock, deadline, State::Join(state));
  if (absl::IsDeadlineExceeded(credential.status())) {
    co_return Error(v1::ERROR_REASON_DEADLINE_EXCEEDED)
        .Message("the deadline passed while waiting for a token");
  }
  if (absl::IsCancelled(credential.status())) {
    co_return Error(v1::ERROR_REASON_CANCELLED).Message("cancelled");
  }
  co_return credential;
}

void TokenCache::Invalidate(uint64_t generation) {
  if (!state_->token || state_->token->credential.generation != generation) {
    return;
  }
  state_->token.reset();
  state_->wanted = {.known = generation, .refused = true};
}

}  // namespace hirewire::auth
