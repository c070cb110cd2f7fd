// The limiter that a manifest's budgets describe.
//
//   HW_ASSIGN_OR_RETURN(auto limiter, MakeLimiter(clock, manifest.budgets()));
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_MAKE_LIMITER_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_MAKE_LIMITER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "base/time/clock.h"
#include "connectors/traffic/limiter.h"
#include "google/protobuf/repeated_field.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::traffic {

// One for each connection, kept as long as the connection is: what it learned
// of the vendor's budget is in it. INVALID_ARGUMENT names the budget whose
// numbers allow no request at all.
absl::StatusOr<std::unique_ptr<Limiter>> MakeLimiter(
    Clock& clock,
    const google::protobuf::RepeatedPtrField<connector::v1::Budget>& budgets);

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_MAKE_LIMITER_H_
