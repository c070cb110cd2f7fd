// What a vendor can list and get; an error that says so where it cannot.
#ifndef HIREWIRE_CONNECTORS_ENGINE_FIND_ENTITY_H_
#define HIREWIRE_CONNECTORS_ENGINE_FIND_ENTITY_H_

#include <string>

#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"

namespace hirewire::engine {

// The entity, whose `list` (or `get`) is set. OPERATION_UNSUPPORTED with the
// manifest's reason.
absl::StatusOr<const CompiledEntity*> FindListable(
    const CompiledManifest& manifest, const std::string& entity);
absl::StatusOr<const CompiledEntity*> FindGettable(
    const CompiledManifest& manifest, const std::string& entity);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_FIND_ENTITY_H_
