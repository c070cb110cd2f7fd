// How long do I wait? The second of the three policies of Retry.
//
//   absl::Duration wait = backoff.Wait(attempts, retry_after);
//
// Exponential with full jitter: uniform between nothing and a bound that
// doubles with each attempt, so that clients that failed together do not come
// back together.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_BACKOFF_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_BACKOFF_H_

#include <optional>

#include "absl/time/time.h"
#include "base/random/random.h"

namespace hirewire::traffic {

struct BackoffOptions {
  // The bound after the first attempt.
  absl::Duration initial = absl::Milliseconds(500);
  // The bound never grows beyond this.
  absl::Duration cap = absl::Seconds(30);
};

class Backoff {
 public:
  // `random` outlives this.
  explicit Backoff(Random& random, BackoffOptions options = {})
      : random_(random), options_(options) {}

  // The wait after `made` attempts, at least 1. Never less than the vendor
  // asked for, whatever the cap.
  absl::Duration Wait(int made, std::optional<absl::Duration> retry_after);

 private:
  Random& random_;
  BackoffOptions options_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_BACKOFF_H_
