// Which addresses a server may listen on.
#ifndef HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_
#define HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::server {

// OK for host:port where the host is localhost, 127.x.y.z or [::1].
// INVALID_ARGUMENT says what is wrong. Whoever reaches the port may use every
// connection: callers are not authenticated, so other hosts must not reach it.
absl::Status CheckListenAddress(absl::string_view address);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_LISTEN_ADDRESS_H_
