#include "auth/token/lease_watch.h"

#include <algorithm>
#include <cstdint>

#include "absl/time/time.h"
#include "base/random/random.h"

namespace hirewire::auth {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(5);
constexpr absl::Duration kLongestPause = absl::Milliseconds(200);

}  // namespace

bool LeaseWatch::IsOver(int64_t version, absl::Duration duration,
                        absl::Time now) {
  if (version != version_) {
    version_ = version;
    unchanged_ = absl::ZeroDuration();
    pause_ = kFirstPause;
  } else {
    unchanged_ +=
        std::clamp(now - last_look_, absl::ZeroDuration(), duration / 2);
  }
  last_look_ = now;
  return unchanged_ >= duration;
}

absl::Duration LeaseWatch::NextPause(Random& random) {
  const absl::Duration pause = pause_ * (0.5 + random.NextUnit());
  pause_ = std::min(pause_ * 1.5, kLongestPause);
  return pause;
}

}  // namespace hirewire::auth
