#include "connectors/traffic/backoff.h"

#include <algorithm>
#include <cmath>

namespace hirewire::traffic {

absl::Duration Backoff::Wait(int made,
                             std::optional<absl::Duration> retry_after) {
  // ldexp never overflows into anything but infinity, which min takes away.
  const absl::Duration bound = std::min(
      options_.initial * std::ldexp(1.0, std::max(made - 1, 0)), options_.cap);
  const absl::Duration jittered = bound * random_.NextUnit();
  return std::max(jittered, retry_after.value_or(absl::ZeroDuration()));
}

}  // namespace hirewire::traffic
