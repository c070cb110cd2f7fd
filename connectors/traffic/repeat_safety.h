// Is it safe to repeat? The third of the three policies of Retry.
//
//   if (!RepeatSafety::AfterAnswer(call, response.status)) give up;
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_REPEAT_SAFETY_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_REPEAT_SAFETY_H_

#include "absl/status/status.h"
#include "base/http/transport.h"
#include "connectors/traffic/channel.h"

namespace hirewire::traffic {

class RepeatSafety {
 public:
  // After an answer of this HTTP status. A 429 was certainly not acted upon;
  // after any other, only an idempotent call is safe.
  static bool AfterAnswer(const Call& call, int http_status) {
    return call.idempotent || http_status == 429;
  }

  // After a failure without an answer: safe when the request never left, or may
  // be done twice.
  static bool AfterFailure(const Call& call, const absl::Status& failure) {
    return call.idempotent || http::NeverSent(failure);
  }
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_REPEAT_SAFETY_H_
