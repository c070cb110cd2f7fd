#include "connectors/traffic/log_observer.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace hirewire::traffic {

void LogObserver::OnAttempt(const Observation& observation) {
  std::vector<log::Field> fields = {
      {"vendor", observation.vendor},
      {"connection", observation.connection},
      {"operation", observation.operation},
      {"attempt", observation.attempt},
      {"latency_ms", absl::ToDoubleMilliseconds(observation.latency)},
  };
  if (observation.code == absl::StatusCode::kOk) {
    fields.push_back({"status", observation.http_status});
    logger_.Write(log::Level::kInfo, "vendor_call.ended", std::move(fields));
    return;
  }
  fields.push_back({"error", absl::StatusCodeToString(observation.code)});
  // A caller that went away is nobody's fault.
  const log::Level level = observation.code == absl::StatusCode::kCancelled
                               ? log::Level::kInfo
                               : log::Level::kWarning;
  logger_.Write(level, "vendor_call.failed", std::move(fields));
}

}  // namespace hirewire::traffic
