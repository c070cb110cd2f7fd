// What CreateConnection is asked to make, checked against its vendor.
#ifndef HIREWIRE_SERVICES_AUTH_CREATE_REQUEST_H_
#define HIREWIRE_SERVICES_AUTH_CREATE_REQUEST_H_

#include "absl/status/statusor.h"
#include "auth/connection/registry.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"

namespace hirewire::auth_service {

// `allow_loopback`: whether the server runs for development, and connections
// may name their vendor's addresses. ARGUMENT_INVALID names the field;
// VENDOR_UNKNOWN; API_VERSION_RETIRED. The registry checks the rest.
absl::StatusOr<auth::NewConnection> ReadCreateRequest(
    const v1::CreateConnectionRequest& request,
    const connectors::Directory& directory, bool allow_loopback);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_CREATE_REQUEST_H_
