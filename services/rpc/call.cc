#include "services/rpc/call.h"

#include <algorithm>

namespace hirewire::rpc {

Timing TimingOf(const Call& call, absl::Time end) {
  Timing timing;
  timing.total = std::max(end - call.start, absl::ZeroDuration());
  timing.vendor = call.cost.vendor_time;
  timing.queue = call.cost.queue_time;
  const bool streams =
      call.method != nullptr && call.method->server_streaming();
  timing.own = streams ? absl::ZeroDuration()
                       : std::max(timing.total - timing.vendor - timing.queue,
                                  absl::ZeroDuration());
  return timing;
}

}  // namespace hirewire::rpc
