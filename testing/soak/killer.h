// Kills workers: at random times, and some shortly after the vendor gave them a
// pair.
//
//   Killer killer(workers, random, options);
//   killer.Committed(commit);   // from the vendor
//   killer.Stop();
#ifndef HIREWIRE_TESTING_SOAK_KILLER_H_
#define HIREWIRE_TESTING_SOAK_KILLER_H_

#include <cstdint>
#include <map>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/random/random.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_processes.h"

namespace hirewire::soak {

struct KillerOptions {
  // Between two kills at random, on average; zero: none.
  absl::Duration every = absl::ZeroDuration();
  // The share of commits after which the asker is killed, and within how long.
  double aimed = 0;
  absl::Duration aim = absl::Milliseconds(6);
};

// A thread of its own. Thread-safe.
class Killer {
 public:
  // Both outlive it.
  Killer(WorkerProcesses& workers, Random& random,
         const KillerOptions& options);
  // Stops.
  ~Killer();

  void Committed(const Commit& commit);
  // When it returns, nobody is killed any more.
  void Stop();

 private:
  void Loop();
  absl::Duration UntilNextRandom();

  WorkerProcesses& workers_;
  Random& random_;
  const KillerOptions options_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // By MonotonicNanos: who is to be killed then; -1 for any.
  std::multimap<int64_t, int64_t> due_ ABSL_GUARDED_BY(mutex_);
  bool changed_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_KILLER_H_
