// What must fit together in what a configuration says of callers, so that no
// server is open by mistake.
#ifndef HIREWIRE_SERVICES_SERVER_INBOUND_RULES_H_
#define HIREWIRE_SERVICES_SERVER_INBOUND_RULES_H_

#include "absl/status/status.h"
#include "services/server/config.h"

namespace hirewire::server {

// Sets config.auth to kAuthOpen or kAuthRequired. INVALID_ARGUMENT says what is
// missing or has no effect: elsewhere than on loopback, callers must prove who
// they are, over TLS.
absl::Status ApplyInboundRules(Config& config);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_INBOUND_RULES_H_
