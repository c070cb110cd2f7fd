// One rate limit of a vendor, as one connection sees it.
//
//   Forecast f = budget.Ask(now, 0);       // may one more request go now?
//   budget.OnIssue(serial, now);           // it goes
//   budget.OnEnd({.serial = serial, ...}); // its answer is here
//
// Budgets are bookkeeping only: they wait for nothing and hold no clock. The
// Limiter asks all budgets of a connection and does the waiting.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_BUDGET_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_BUDGET_H_

#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "base/http/transport.h"

namespace hirewire::traffic {

// When a request may go.
struct Forecast {
  // Not before this, whatever happens: what the deadline is compared with.
  absl::Time not_before = absl::InfinitePast();
  // When to ask again if no request ends before that; in the past: go now.
  // InfiniteFuture: only the end of another request helps.
  absl::Time ask_again = absl::InfinitePast();
};

// How a request ended.
struct Ending {
  // As given to OnIssue.
  uint64_t serial = 0;
  absl::Time issued;
  absl::Time now;
  // True when the request never left: the vendor cannot have counted it.
  bool unused = false;
  // The answer, whatever its status. Null when there was none.
  const http::Response* response = nullptr;
};

// Not thread-safe: lives on its connection's executor.
class Budget {
 public:
  virtual ~Budget() = default;

  // When a request may go that has `ahead` others before it in the queue.
  virtual Forecast Ask(absl::Time now, int64_t ahead) = 0;

  // A request goes out. Called only after Ask(now, 0) allowed it.
  virtual void OnIssue(uint64_t serial, absl::Time now) = 0;

  // That request ended. Exactly once for each OnIssue.
  virtual void OnEnd(const Ending& ending) = 0;

  // What the vendor last said is left of it; nullopt where it says nothing.
  virtual std::optional<int64_t> left() const { return std::nullopt; }
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_BUDGET_H_
