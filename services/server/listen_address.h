// Addresses to listen on, and who can reach them.
#ifndef HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_
#define HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::server {

// Whether only this host reaches host:port: localhost, 127.x.y.z or [::1].
// INVALID_ARGUMENT where it is not host:port.
absl::StatusOr<bool> IsLoopback(absl::string_view address);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_
