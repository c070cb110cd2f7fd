// What a new connection may look like. Inside of ConnectionRegistry.
#ifndef HIREWIRE_AUTH_CONNECTION_VALIDATE_H_
#define HIREWIRE_AUTH_CONNECTION_VALIDATE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "auth/connection/registry.h"

namespace hirewire::auth {

// The shape of ids: 1 to 63 of a-z, 0-9 and -, first a letter.
bool IsConnectionId(absl::string_view id);

// ARGUMENT_INVALID names the first field that is wrong, and never its content.
// An empty id is good: one will be made.
absl::Status Validate(const NewConnection& request);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_VALIDATE_H_
