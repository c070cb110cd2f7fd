// When a lease that somebody else holds may be taken: when it was seen
// unchanged for as long as it says. Only how long this process watched counts,
// never another's clock.
//
//   LeaseWatch watch;
//   while (!watch.IsOver(row_version, duration, clock.Now())) {
//     HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(watch.NextPause(random)));
//     ...                                     // read the row again
//   }
#ifndef HIREWIRE_AUTH_TOKEN_LEASE_WATCH_H_
#define HIREWIRE_AUTH_TOKEN_LEASE_WATCH_H_

#include <cstdint>

#include "absl/time/time.h"
#include "base/random/random.h"

namespace hirewire::auth {

class LeaseWatch {
 public:
  // The row of the lease was seen in this version at `now`. A single look
  // counts for at most half the lease, so that a clock that jumps ends none.
  bool IsOver(int64_t version, absl::Duration duration, absl::Time now);

  // How long to wait before the next look: soon at first, then longer.
  absl::Duration NextPause(Random& random);

 private:
  int64_t version_ = 0;
  absl::Time last_look_;
  absl::Duration unchanged_;
  absl::Duration pause_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_LEASE_WATCH_H_
