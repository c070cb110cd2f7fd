// The real vendors of a server: their manifests, and for every shard a
// transport and the accounts that use it.
#ifndef HIREWIRE_SERVICES_SERVER_VENDORS_H_
#define HIREWIRE_SERVICES_SERVER_VENDORS_H_

#include "absl/status/statusor.h"
#include "services/server/compose.h"

namespace hirewire::server {

// Fails where a manifest is wrong, naming file, line and field.
absl::StatusOr<Vendors> MakeVendors(const Surroundings& surroundings);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_VENDORS_H_
