// What one connection can do of what its vendor supports.
//
//   v1::Capabilities all = ComputeCapabilities(*manifest);
//   NarrowTo({.missing = connection.missing_scopes}, all);
#ifndef HIREWIRE_CONNECTORS_ENGINE_NARROW_CAPABILITIES_H_
#define HIREWIRE_CONNECTORS_ENGINE_NARROW_CAPABILITIES_H_

#include <string>
#include <vector>

#include "hirewire/v1/connector.pb.h"

namespace hirewire::engine {

// What is known of a credential's permissions, in the vendor's spelling.
struct KnownScopes {
  // All that it has. Empty: the vendor does not tell, so nothing is held
  // against it.
  std::vector<std::string> granted;
  // Found missing.
  std::vector<std::string> missing;
};

// Methods and fields that work but for a permission that the credential lacks
// are SUPPORT_LEVEL_REQUIRES_SCOPE, and name it.
void NarrowTo(const KnownScopes& known, v1::Capabilities& capabilities);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_NARROW_CAPABILITIES_H_
