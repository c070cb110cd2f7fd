#include "services/server/call_log.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"

namespace hirewire::server {

namespace {

double Milliseconds(absl::Duration time) {
  return absl::ToDoubleMilliseconds(absl::Trunc(time, absl::Microseconds(1)));
}

}  // namespace

void CallLog::Ended(const rpc::Call& call, const rpc::Timing& timing,
                    const absl::Status& status) {
  const absl::Status shown = Presentable(status);
  const v1::ErrorReason reason = ReasonOf(shown);
  std::vector<log::Field> fields = {
      {"request_id", call.request_id},
      {"method",
       absl::StrCat(call.method->service()->name(), "/", call.method->name())},
      {"caller", call.caller.id},
      {"tenant", call.caller.tenant},
      {"connection", call.connection},
      {"vendor", call.vendor},
      {"code", absl::StatusCodeToString(shown.code())},
      {"reason", shown.ok() ? absl::string_view() : ReasonName(reason)},
      {"total_ms", Milliseconds(timing.total)},
      {"vendor_ms", Milliseconds(timing.vendor)},
      {"queue_ms", Milliseconds(timing.queue)},
      {"own_ms", Milliseconds(timing.own)},
      {"vendor_calls", call.cost.vendor_calls},
      {"retries", call.cost.retries},
  };
  const bool ours = !shown.ok() && reason == v1::ERROR_REASON_INTERNAL;
  if (ours) fields.push_back(log::Field("detail", status.message()));
  logger_.Write(ours ? log::Level::kError : log::Level::kInfo, "call.ended",
                std::move(fields));
}

}  // namespace hirewire::server
