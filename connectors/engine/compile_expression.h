// JMESPath of a manifest, with errors that name file, line and field.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_EXPRESSION_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_EXPRESSION_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/expression.h"
#include "base/status/macros.h"
#include "connectors/engine/manifest_source.h"

namespace hirewire::engine {

// Required: an empty text is an error.
inline absl::StatusOr<expr::Expression> CompileExpression(
    const std::string& text, const Place& place, absl::string_view field) {
  if (text.empty()) return place.Error(field, "is missing");
  auto compiled = expr::Expression::Compile(text);
  if (!compiled.ok()) return place.Error(field, compiled.status().message());
  return compiled;
}

// Optional: nullopt for an empty text.
inline absl::StatusOr<std::optional<expr::Expression>> CompileOptional(
    const std::string& text, const Place& place, absl::string_view field) {
  if (text.empty()) return std::nullopt;
  HW_ASSIGN_OR_RETURN(expr::Expression compiled,
                      CompileExpression(text, place, field));
  return compiled;
}

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_EXPRESSION_H_
