// One filter of a manifest's list, checked against the unified request.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_FILTER_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_FILTER_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/manifest_source.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// `place` is the filter's. INVALID_ARGUMENT for a filter that the unified
// request lacks, one that neither has a parameter nor a match, a comparison or
// words that do not fit the filter's type, and a match that needs calls.
absl::StatusOr<CompiledFilter> CompileFilter(
    const connector::v1::Filter& spec, const Place& place,
    const connector::v1::Entity& entity);

// The list's required filter number `index` must be one of the unified request
// that is written as text; `place` is the list's.
absl::Status CheckRequiredFilter(const connector::v1::Entity& entity,
                                 const Place& place, int index);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_FILTER_H_
