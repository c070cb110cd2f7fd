// Which services a process serves: a server may run in parts, so that one small
// process alone holds master keys and refresh tokens.
//
//   HW_ASSIGN_OR_RETURN(ServedParts parts, ReadServedParts(config));
#ifndef HIREWIRE_SERVICES_SERVER_SERVED_PARTS_H_
#define HIREWIRE_SERVICES_SERVER_SERVED_PARTS_H_

#include "absl/status/statusor.h"
#include "services/server/config.h"

namespace hirewire::server {

struct ServedParts {
  // AuthService, AdminService, TokenService. Holds the keys.
  bool auth = false;
  bool catalog = false;
  bool connectors = false;
};

// From Config::services. INVALID_ARGUMENT: a name that is none, none at all, a
// process without auth that is not told whom to ask for tokens, or one with
// auth that is.
absl::StatusOr<ServedParts> ReadServedParts(const Config& config);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_SERVED_PARTS_H_
