// Checks what a manifest says of authentication.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CHECK_AUTH_H_
#define HIREWIRE_CONNECTORS_ENGINE_CHECK_AUTH_H_

#include "absl/status/status.h"
#include "connectors/engine/manifest_source.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// MANIFEST_INVALID with the first error found. The addresses of environments
// are checked elsewhere; here it counts that they are there.
absl::Status CheckAuth(const connector::v1::Manifest& manifest,
                       const Place& root);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CHECK_AUTH_H_
