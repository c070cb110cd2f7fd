// What a call cost at the vendor, summed over its attempts.
//
// Filled on the way down, reported to the caller in trailing metadata.
#ifndef HIREWIRE_CONNECTORS_API_COST_H_
#define HIREWIRE_CONNECTORS_API_COST_H_

#include <cstdint>
#include <optional>

#include "absl/time/time.h"

namespace hirewire::connectors {

struct Cost {
  int64_t vendor_calls = 0;
  int64_t retries = 0;
  // Between a request leaving and its answer being complete.
  absl::Duration vendor_time = absl::ZeroDuration();
  // Waiting for a permit, for a token or for a backoff to pass.
  absl::Duration queue_time = absl::ZeroDuration();
  // What the vendor last said is left in the current window; nullopt unknown.
  std::optional<int64_t> quota_left;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_COST_H_
