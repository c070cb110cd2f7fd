// Holds one connection's requests to all rate limits of its vendor.
//
//   HW_CO_ASSIGN_OR_RETURN(Permit permit, co_await limiter.Acquire(deadline));
//   HW_CO_ASSIGN_OR_RETURN(Answer answer, co_await inner.Try(attempt));
//   permit.Answered(answer.response, answer.verdict.retry_after);
//
// Callers are served in the order in which they came. Whoever cannot be served
// before its deadline is told at once, and no vendor call is spent on it.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_LIMITER_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_LIMITER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"
#include "connectors/traffic/budget.h"

namespace hirewire::traffic {

// Keeps one place in the budgets until it goes. Destroyed without a word on how
// its request ended, as when a call is cancelled, it counts as spent.
class Permit {
 public:
  Permit(Permit&& other) noexcept;
  Permit& operator=(Permit&&) = delete;
  ~Permit();

  // The vendor answered; `retry_after` is how long it asked us to wait. A 429
  // blocks the whole connection for as long. Ends the permit.
  void Answered(const http::Response& response,
                std::optional<absl::Duration> retry_after);

  // The request never left: gives the place back. Ends the permit.
  void Unused();

 private:
  friend class Limiter;
  struct Grant;
  explicit Permit(std::unique_ptr<Grant> grant);
  void End(bool unused, const http::Response* response,
           std::optional<absl::Duration> retry_after);

  std::unique_ptr<Grant> grant_;
};

// Lives on its connection's executor; not thread-safe. Waiters and permits may
// outlive it, but not the clock.
class Limiter {
 public:
  // Without budgets only a vendor's 429 makes anyone wait.
  Limiter(Clock& clock, std::vector<std::unique_ptr<Budget>> budgets);
  ~Limiter();

  // A permit, as soon as every budget allows and all who came before have
  // theirs. QUOTA_EXHAUSTED with RetryInfo at once when that cannot be before
  // `deadline`, or when it turns out later that it cannot; CANCELLED when the
  // awaiting coroutine is cancelled, which gives the place in the queue up.
  Async<Permit> Acquire(absl::Time deadline);

  // The least that the vendor last said is left; nullopt where it says nothing.
  std::optional<int64_t> left() const;

 private:
  friend class Permit;
  struct State;
  class Place;

  static Async<Permit> Queue(std::shared_ptr<State> state, absl::Time deadline);

  std::shared_ptr<State> state_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_LIMITER_H_
