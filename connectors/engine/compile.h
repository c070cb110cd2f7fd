// From a manifest's text to something that can serve: parse, check, compile.
//
//   auto compiled = CompileManifest(text, "greenhouse/manifest.textproto");
//   if (!compiled.ok()) LOG << compiled.status();  // names file, line, field
//
// A manifest that compiles cannot fail for its own sake later: every target
// path and type, expression, enum value, join, filter and template was checked.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_H_

#include <memory>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/engine/compiled.h"

namespace hirewire::engine {

// MANIFEST_INVALID with the first error found.
absl::StatusOr<std::shared_ptr<const CompiledManifest>> CompileManifest(
    absl::string_view text, absl::string_view file);

// A text of a manifest, and the name that errors give it.
struct ManifestText {
  std::string text;
  std::string file;
};

// A whole manifest and overrides, each laid over the ones before it. At least
// one text. MANIFEST_INVALID also for an override that may not be: see
// check_override.h.
absl::StatusOr<std::shared_ptr<const CompiledManifest>> CompileLayers(
    std::span<const ManifestText> layers);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_H_
