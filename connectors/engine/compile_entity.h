// One entity of a manifest, checked: how it is listed, got, joined, mapped.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_ENTITY_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_ENTITY_H_

#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/manifest_source.h"

namespace hirewire::engine {

// `spec` is an entity of `manifest`; both outlive the result.
absl::StatusOr<CompiledEntity> CompileEntity(
    const connector::v1::Entity& spec, const Place& place,
    const connector::v1::Manifest& manifest, const Place& root);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_ENTITY_H_
