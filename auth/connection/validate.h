// What a new connection may look like. Inside of ConnectionRegistry.
#ifndef HIREWIRE_AUTH_CONNECTION_VALIDATE_H_
#define HIREWIRE_AUTH_CONNECTION_VALIDATE_H_

#include "absl/status/status.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"

namespace hirewire::auth {

// ARGUMENT_INVALID names the first field that is wrong, and never its content.
// An empty id is good: one will be made.
absl::Status Validate(const NewConnection& request);
absl::Status Validate(const ConnectionChange& change);
absl::Status ValidateCredentials(const Credentials& credentials);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_VALIDATE_H_
