// The real time, and as much more as a test says has passed.
#ifndef HIREWIRE_TESTING_BROWSER_SKEWED_CLOCK_H_
#define HIREWIRE_TESTING_BROWSER_SKEWED_CLOCK_H_

#include <atomic>
#include <cstdint>

#include "base/time/system_clock.h"

namespace hirewire::browser {

// Thread-safe. Waits are not made shorter.
class SkewedClock : public SystemClock {
 public:
  absl::Time Now() const override {
    return SystemClock::Now() + absl::Nanoseconds(skew_.load());
  }
  void Advance(absl::Duration passed) {
    skew_ += absl::ToInt64Nanoseconds(passed);
  }

 private:
  std::atomic<int64_t> skew_ = 0;
};

}  // namespace hirewire::browser

#endif  // HIREWIRE_TESTING_BROWSER_SKEWED_CLOCK_H_
