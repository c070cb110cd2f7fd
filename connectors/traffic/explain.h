// Gives a reason to failures that have none: those of the transport.
//
//   co_return Explain(absl::UnavailableError("connection refused"));
//   // VENDOR_UNAVAILABLE: the vendor could not be reached: connection refused
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace hirewire::traffic {

// A failure as http/transport.h lists them, in the words of
// hirewire/v1/errors.proto. One that has a reason already, and OK, stay as they
// are, but for the transport's mark on whether the request was sent.
absl::Status Explain(absl::Status failure);

// Adds RetryInfo to failures that a later call may mend (QUOTA_EXHAUSTED and
// VENDOR_UNAVAILABLE) where there is none yet: at least a second, since sooner
// is not worth a call.
absl::Status SuggestRetry(absl::Status failure, absl::Duration wait);

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_
