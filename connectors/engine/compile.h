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

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/engine/compiled.h"

namespace hirewire::engine {

// INVALID_ARGUMENT with the first error found.
absl::StatusOr<std::shared_ptr<const CompiledManifest>> CompileManifest(
    absl::string_view text, absl::string_view file);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_H_
