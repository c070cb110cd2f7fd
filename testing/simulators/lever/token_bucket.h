// A steady rate with bursts: so many calls at once, refilled by time.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_TOKEN_BUCKET_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_TOKEN_BUCKET_H_

#include <algorithm>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"

namespace hirewire::sim::lever {

// Not thread-safe.
class TokenBucket {
 public:
  // `rate` a second, at most `burst` at once. A rate of 0: no limit.
  TokenBucket(double rate, double burst) : rate_(rate), burst_(burst) {}

  // Counts a call of `who`; false when there is nothing left for it.
  bool Take(const std::string& who, absl::Time now) {
    if (rate_ <= 0) return true;
    Level& level = levels_.try_emplace(who, Level{burst_, now}).first->second;
    const double since = absl::ToDoubleSeconds(now - level.at);
    level.left = std::min(burst_, level.left + std::max(0.0, since) * rate_);
    level.at = now;
    // Refilling adds fractions that do not sum up to one exactly.
    if (level.left < 1 - 1e-9) return false;
    level.left -= 1;
    return true;
  }

  void Forget() { levels_.clear(); }

 private:
  struct Level {
    double left;
    absl::Time at;
  };

  double rate_;
  double burst_;
  std::unordered_map<std::string, Level> levels_;
};

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_TOKEN_BUCKET_H_
