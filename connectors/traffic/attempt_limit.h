// May I go on? The first of the three policies of Retry.
//
//   if (!limit.Allows(attempts, now + wait, deadline)) give up;
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_

#include "absl/time/time.h"

namespace hirewire::traffic {

class AttemptLimit {
 public:
  explicit AttemptLimit(int attempts = 5) : attempts_(attempts) {}

  // Whether another attempt may begin at `start`, after `made` attempts. Not at
  // or after the deadline: it could not end well.
  bool Allows(int made, absl::Time start, absl::Time deadline) const {
    return made < attempts_ && start < deadline;
  }

 private:
  int attempts_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_ATTEMPT_LIMIT_H_
