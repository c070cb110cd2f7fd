// The real time. Made once, in the composition root; everything else is handed
// a Clock.
//
//   const SystemClock clock;
//   CurlTransport transport(executor, clock, {});
#ifndef HIREWIRE_BASE_TIME_SYSTEM_CLOCK_H_
#define HIREWIRE_BASE_TIME_SYSTEM_CLOCK_H_

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/time/clock.h"

namespace hirewire {

// Now is the wall clock; Sleep counts on the monotonic clock, so it neither
// shortens nor stretches when the wall clock is set.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
  AsyncStatus Sleep(absl::Duration wait) override;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_SYSTEM_CLOCK_H_
