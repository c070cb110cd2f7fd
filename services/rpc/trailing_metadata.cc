#include "services/rpc/trailing_metadata.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace hirewire::rpc {

namespace {

std::string Milliseconds(absl::Duration time) {
  return absl::StrFormat("%.3f", absl::ToDoubleMilliseconds(time));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> TrailingMetadata(
    const Call& call, const Timing& timing) {
  std::vector<std::pair<std::string, std::string>> metadata = {
      {"hirewire-request-id", call.request_id},
      {"hirewire-vendor-calls", absl::StrCat(call.cost.vendor_calls)},
      {"hirewire-retries", absl::StrCat(call.cost.retries)},
      {"hirewire-vendor-time-ms", Milliseconds(timing.vendor)},
      {"hirewire-queue-time-ms", Milliseconds(timing.queue)},
      {"hirewire-own-time-ms", Milliseconds(timing.own)},
  };
  if (call.cost.quota_left) {
    metadata.emplace_back("hirewire-quota-left",
                          absl::StrCat(*call.cost.quota_left));
  }
  return metadata;
}

}  // namespace hirewire::rpc
