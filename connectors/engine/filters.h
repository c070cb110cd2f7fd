// Unified filters: to the vendor's parameters, or applied to what comes back.
// Never ignored.
#ifndef HIREWIRE_CONNECTORS_ENGINE_FILTERS_H_
#define HIREWIRE_CONNECTORS_ENGINE_FILTERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "connectors/api/query.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {

// A filter that the engine applies itself.
struct EmulatedFilter {
  const CompiledFilter* filter;
  const connectors::FilterValue* value;
};

struct AppliedFilters {
  // Parameters of the vendor's request.
  Arguments native;
  std::vector<EmulatedFilter> emulated;
  // Values of the list's required filters, for its templates.
  Variables variables;
};

// `filters` outlives the result. FILTER_UNSUPPORTED for a filter that the
// vendor lacks or cannot combine, ARGUMENT_INVALID for a required one that is
// missing; both name the field.
absl::StatusOr<AppliedFilters> ApplyFilters(
    const CompiledList& list,
    const std::vector<connectors::FilterValue>& filters);

// Whether a vendor's record passes all emulated filters. A value that cannot
// be read does not pass.
bool Passes(const std::vector<EmulatedFilter>& filters,
            const expr::Value& record, const expr::Context& context);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_FILTERS_H_
