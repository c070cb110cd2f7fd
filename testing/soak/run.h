// One run of the soak: a vendor, a store, worker processes, and somebody who
// kills them.
//
//   HW_ASSIGN_OR_RETURN(const Observed observed, RunSoak(options));
#ifndef HIREWIRE_TESTING_SOAK_RUN_H_
#define HIREWIRE_TESTING_SOAK_RUN_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "testing/soak/figures.h"

namespace hirewire::soak {

struct RunOptions {
  // The path of token_worker. Required.
  std::string worker_binary;
  // A folder of this run's own. Required.
  std::string folder;
  // PostgreSQL's address; empty: SQLite, in the folder.
  std::string database;
  int64_t lapses = 10'000;
  // Of an access token.
  absl::Duration life = absl::Seconds(1);
  // For how much longer the API takes it. A busy machine stalls a call for
  // longer than a short life lasts.
  absl::Duration grace = absl::ZeroDuration();
  int processes = 8;
  int callers = 64;
  // Between two calls of one caller, on average.
  absl::Duration pause = absl::Seconds(1);
  // Of a renewal. Callers wait for so long where a token's renewer was killed.
  absl::Duration lease = absl::Seconds(10);
  // For how long the vendor takes spent refresh tokens again.
  absl::Duration leeway = absl::ZeroDuration();
  // Between two kills of any worker at any time, on average. Zero: none.
  absl::Duration kill_every = absl::ZeroDuration();
  // The share of the vendor's commits after which their asker is killed, and
  // within how much time.
  double aimed = 0;
  absl::Duration aim = absl::Milliseconds(6);
  // Hears of progress: lapses so far. May be null.
  std::function<void(int64_t)> progress;
};

// What was observed. Fails where the run could not go on: a worker ended by
// itself, the store is away, nothing was renewed for a minute.
absl::StatusOr<Observed> RunSoak(const RunOptions& options);

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_RUN_H_
