// The clock that all processes of a host share and that nobody sets.
#ifndef HIREWIRE_TESTING_SOAK_MONOTONIC_H_
#define HIREWIRE_TESTING_SOAK_MONOTONIC_H_

#include <cstdint>
#include <ctime>

namespace hirewire::soak {

// Nanoseconds of CLOCK_MONOTONIC.
inline int64_t MonotonicNanos() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_MONOTONIC_H_
