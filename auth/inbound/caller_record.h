// The stored form of callers. The inside of CallerRegistry.
#ifndef HIREWIRE_AUTH_INBOUND_CALLER_RECORD_H_
#define HIREWIRE_AUTH_INBOUND_CALLER_RECORD_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/inbound/caller_registry.h"
#include "base/store/store.h"
#include "hirewire/internal/v1/caller.pb.h"

namespace hirewire::auth {

// Where a tenant's callers are, and where one of them is. Neither tenants nor
// ids have a NUL, and with it tenants come in their order.
std::string CallerPrefix(absl::string_view tenant);
std::string CallerKey(absl::string_view tenant, absl::string_view id);

internal::v1::CallerRecord RecordOf(const NewCaller& request, absl::Time now);

// DATA_LOSS: the row is unreadable, or another's.
absl::StatusOr<internal::v1::CallerRecord> ParseRecord(
    const store::Record& stored);

KnownCaller FromRecord(const internal::v1::CallerRecord& record);

// ARGUMENT_INVALID names the field that is wrong.
absl::Status Validate(const NewCaller& request, absl::Time now);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_CALLER_RECORD_H_
