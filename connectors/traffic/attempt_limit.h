// May I go on? The first of the three policies of Retry.
//
//   if (!limit.Allows(attempts, now, wait, deadline)) give up;
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_

#include "absl/time/time.h"

namespace hirewire::traffic {

struct AttemptLimitOptions {
  // Attempts in one call, the first one included.
  int attempts = 5;
  // A vendor that asks for a longer wait is not waited for, also when the call
  // has no deadline: its caller knows better what to do meanwhile.
  absl::Duration longest_wait = absl::Minutes(2);
};

class AttemptLimit {
 public:
  explicit AttemptLimit(AttemptLimitOptions options = {}) : options_(options) {}

  // Whether another attempt may follow `made` of them after waiting for `wait`.
  // Not when it would begin at or after the deadline: it could not end well.
  bool Allows(int made, absl::Time now, absl::Duration wait,
              absl::Time deadline) const {
    return made < options_.attempts && wait <= options_.longest_wait &&
           now + wait < deadline;
  }

 private:
  AttemptLimitOptions options_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_
