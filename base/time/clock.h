// Time, passed in: production code never asks the system for it.
//
//   const absl::Time now = clock.Now();
//   HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(absl::Seconds(2)));
#ifndef HIREWIRE_BASE_TIME_CLOCK_H_
#define HIREWIRE_BASE_TIME_CLOCK_H_

#include "absl/time/time.h"
#include "base/async/async.h"

namespace hirewire {

// Thread-safe. Sleep runs on the executor of the coroutine that awaits it.
class Clock {
 public:
  virtual ~Clock() = default;

  // The wall clock, UTC.
  virtual absl::Time Now() const = 0;

  // Ends after `wait`; CANCELLED as soon as the coroutine is cancelled.
  // A wait of zero or less ends at once.
  virtual AsyncStatus Sleep(absl::Duration wait) = 0;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_CLOCK_H_
