#include "connectors/engine/find_entity.h"

#include "absl/strings/str_cat.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

const CompiledEntity* Find(const CompiledManifest& manifest,
                           const std::string& entity) {
  const auto found = manifest.entities.find(entity);
  return found == manifest.entities.end() ? nullptr : &found->second;
}

absl::Status Unsupported(const CompiledManifest& manifest,
                         const CompiledEntity* entity,
                         const std::string& operation) {
  const std::string why = entity == nullptr || entity->spec->why().empty()
                              ? "its API has no such operation"
                              : entity->spec->why();
  return Error(v1::ERROR_REASON_OPERATION_UNSUPPORTED)
      .With("vendor", manifest.vendor())
      .With("operation", operation)
      .Message(absl::StrCat(operation, " is not supported by ",
                            manifest.spec().display_name(), ": ", why));
}

}  // namespace

absl::StatusOr<const CompiledEntity*> FindListable(
    const CompiledManifest& manifest, const std::string& entity) {
  const CompiledEntity* found = Find(manifest, entity);
  if (found != nullptr && found->list) return found;
  return Unsupported(manifest, found, absl::StrCat(entity, ".list"));
}

absl::StatusOr<const CompiledEntity*> FindGettable(
    const CompiledManifest& manifest, const std::string& entity) {
  const CompiledEntity* found = Find(manifest, entity);
  if (found != nullptr && found->get) return found;
  return Unsupported(manifest, found, absl::StrCat(entity, ".get"));
}

}  // namespace hirewire::engine
