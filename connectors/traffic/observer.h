// Who is told of every attempt at a vendor call: logs and metrics.
//
// What is told holds no personal data and no secret: names, numbers and codes,
// never a URL, a header or a body.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_OBSERVER_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_OBSERVER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace hirewire::traffic {

// Valid during OnAttempt only.
struct Observation {
  absl::string_view vendor;
  absl::string_view connection;
  absl::string_view operation;
  // From 1, per call.
  int attempt = 1;
  // 0 when there was no answer.
  int http_status = 0;
  // Why there was none: UNAVAILABLE, CANCELLED and the like. OK with an answer.
  absl::StatusCode code = absl::StatusCode::kOk;
  // Between the request leaving and its answer being complete.
  absl::Duration latency = absl::ZeroDuration();
};

// Called on the connections' executors, so by several threads.
class Observer {
 public:
  virtual ~Observer() = default;

  virtual void OnAttempt(const Observation& observation) = 0;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_OBSERVER_H_
