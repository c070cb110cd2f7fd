// Reads an ExplainMappingRequest into what accounts understand.
#ifndef HIREWIRE_SERVICES_CONNECTORS_EXPLAIN_REQUEST_H_
#define HIREWIRE_SERVICES_CONNECTORS_EXPLAIN_REQUEST_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "connectors/api/query.h"
#include "hirewire/v1/connector_service.pb.h"

namespace hirewire::connector_service {

// Larger samples are refused.
inline constexpr size_t kLargestSample = size_t{1} << 20;

// All but the deadline. ARGUMENT_INVALID names the field that is missing, does
// not go with the method or is too large; what it holds is not repeated.
absl::StatusOr<connectors::ExplainQuery> ReadExplainRequest(
    const v1::ExplainMappingRequest& request);

}  // namespace hirewire::connector_service

#endif  // HIREWIRE_SERVICES_CONNECTORS_EXPLAIN_REQUEST_H_
