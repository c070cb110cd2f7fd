// The vendor's rate limit: a fixed window, aligned to the clock, per
// credential.
#ifndef HIREWIRE_TESTING_SIMULATORS_FRAME_RATE_WINDOW_H_
#define HIREWIRE_TESTING_SIMULATORS_FRAME_RATE_WINDOW_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"

namespace hirewire::sim {

// Not thread-safe.
class RateWindow {
 public:
  // `limit` calls per window; 0: as many as anybody likes.
  RateWindow(int limit, absl::Duration window)
      : limit_(limit), window_(window) {}

  // Counts a call; false when the window has none left.
  bool Take(const std::string& who, absl::Time now) {
    Bucket& bucket = Current(who, now);
    if (limit_ > 0 && bucket.used >= limit_) return false;
    ++bucket.used;
    return true;
  }

  int limit() const { return limit_ > 0 ? limit_ : kUnlimited; }
  int Remaining(const std::string& who, absl::Time now) {
    return std::max(0, limit() - Current(who, now).used);
  }
  // When the current window ends.
  absl::Time ResetAt(absl::Time now) const {
    return absl::UnixEpoch() + (Number(now) + 1) * window_;
  }

 private:
  // What the headers say where there is no limit.
  static constexpr int kUnlimited = 1'000'000;

  struct Bucket {
    int64_t window = -1;
    int used = 0;
  };

  int64_t Number(absl::Time now) const {
    return absl::ToUnixSeconds(now) / absl::ToInt64Seconds(window_);
  }
  Bucket& Current(const std::string& who, absl::Time now) {
    Bucket& bucket = buckets_[who];
    if (bucket.window != Number(now)) bucket = {Number(now), 0};
    return bucket;
  }

  int limit_;
  absl::Duration window_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_FRAME_RATE_WINDOW_H_
