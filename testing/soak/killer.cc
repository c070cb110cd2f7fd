#include "testing/soak/killer.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/random/random.h"
#include "testing/soak/monotonic.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_processes.h"

namespace hirewire::soak {
namespace {

constexpr int64_t kAnybody = -1;

}  // namespace

Killer::Killer(WorkerProcesses& workers, Random& random,
               const KillerOptions& options)
    : workers_(workers), random_(random), options_(options) {
  if (options_.every > absl::ZeroDuration()) {
    const absl::MutexLock lock(&mutex_);
    due_.emplace(MonotonicNanos() + ToInt64Nanoseconds(UntilNextRandom()),
                 kAnybody);
  }
  thread_ = std::thread([this] { Loop(); });
}

Killer::~Killer() { Stop(); }

// Of a Poisson process: at any time, the next kill is as far away.
absl::Duration Killer::UntilNextRandom() {
  return -std::log(1 - random_.NextUnit()) * options_.every;
}

void Killer::Committed(const Commit& commit) {
  if (random_.NextUnit() >= options_.aimed || commit.worker < 0) return;
  const absl::MutexLock lock(&mutex_);
  due_.emplace(
      commit.at + absl::ToInt64Nanoseconds(random_.NextUnit() * options_.aim),
      commit.worker);
  changed_ = true;
}

void Killer::Stop() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
    changed_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Killer::Loop() {
  const absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    const int64_t now = MonotonicNanos();
    if (due_.empty() || due_.begin()->first > now) {
      changed_ = false;
      mutex_.AwaitWithTimeout(
          absl::Condition(&changed_),
          due_.empty() ? absl::InfiniteDuration()
                       : absl::Nanoseconds(due_.begin()->first - now));
      continue;
    }
    int64_t worker = due_.begin()->second;
    due_.erase(due_.begin());
    const bool aimed = worker != kAnybody;
    if (!aimed) {
      due_.emplace(now + ToInt64Nanoseconds(UntilNextRandom()), kAnybody);
      const std::vector<int64_t> alive = workers_.Alive();
      if (alive.empty()) continue;
      worker = alive[random_.Next() % alive.size()];
    }
    workers_.Kill(worker, aimed);
  }
}

}  // namespace hirewire::soak
