// What a request said, for expressions: lookup('request', 'job_id').
#ifndef HIREWIRE_CONNECTORS_ENGINE_REQUEST_TABLE_H_
#define HIREWIRE_CONNECTORS_ENGINE_REQUEST_TABLE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {

// The name of the table that every entity has: a list's required filters, a
// get's id and its parts.
inline constexpr char kRequestTable[] = "request";

// `id` and the parts that it is made of. nullopt where it has another number of
// parts, or an empty one: no record has such an id.
std::optional<Variables> VariablesOf(const CompiledEntity& entity,
                                     absl::string_view id);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_REQUEST_TABLE_H_
