// What an entity's rules, keys and matches read, gathered into its schema.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_SCHEMA_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_SCHEMA_H_

#include <memory>

#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/manifest_source.h"

namespace hirewire::engine {

// The schema of `entity`, which is compiled but for it. INVALID_ARGUMENT naming
// file, line and field where `ignored` names a field twice, or one that is
// read.
absl::StatusOr<std::shared_ptr<const EntitySchema>> CompileSchema(
    const CompiledEntity& entity, const Place& place);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_SCHEMA_H_
