#include "services/server/attempt_log.h"

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace hirewire::server {

namespace {

constexpr int kFirstFailure = 400;

}  // namespace

void AttemptLog::OnAttempt(const traffic::Observation& observation) {
  const bool went_well = observation.code == absl::StatusCode::kOk &&
                         observation.http_status < kFirstFailure;
  logger_.Write(
      went_well ? log::Level::kDebug : log::Level::kInfo, "vendor_call.ended",
      {{"vendor", observation.vendor},
       {"connection", observation.connection},
       {"operation", observation.operation},
       {"attempt", observation.attempt},
       {"http_status", observation.http_status},
       {"code", absl::StatusCodeToString(observation.code)},
       {"latency_ms", absl::ToDoubleMilliseconds(observation.latency)}});
}

}  // namespace hirewire::server
