// What a vendor supports, computed from its manifest and nothing else.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CAPABILITIES_H_
#define HIREWIRE_CONNECTORS_ENGINE_CAPABILITIES_H_

#include "connectors/engine/compiled.h"
#include "hirewire/v1/connector.pb.h"

namespace hirewire::engine {

// Per RPC of CatalogService, field of its entity and filter of its request.
v1::Capabilities ComputeCapabilities(const CompiledManifest& manifest);

// The connector as ConnectorService shows it.
v1::Connector Describe(const CompiledManifest& manifest);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CAPABILITIES_H_
