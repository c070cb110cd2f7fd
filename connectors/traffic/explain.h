// Gives a reason to failures that have none: those of the transport.
//
//   co_return Explain(absl::UnavailableError("connection refused"));
//   // VENDOR_UNAVAILABLE: the vendor could not be reached: connection refused
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_

#include "absl/status/status.h"

namespace hirewire::traffic {

// A failure as http/transport.h lists them, in the words of
// hirewire/v1/errors.proto. One that has a reason already, and OK, stay as they
// are.
absl::Status Explain(const absl::Status& failure);

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_EXPLAIN_H_
