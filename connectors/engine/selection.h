// Which rules a read_mask asks for, and which joins those need.
#ifndef HIREWIRE_CONNECTORS_ENGINE_SELECTION_H_
#define HIREWIRE_CONNECTORS_ENGINE_SELECTION_H_

#include <set>
#include <string>
#include <vector>

#include "connectors/engine/compiled.h"
#include "connectors/engine/map_plan.h"

namespace hirewire::engine {

// What an empty mask means.
enum class Unset {
  kFreeFields,  // all that needs no join but reference data
  kAllFields,
};

// `mask`: paths of the unified message, or "*"; empty: as `unset` says. A path
// selects itself and all below it. The id is always selected. Paths that no
// rule writes select nothing.
Selection SelectRules(const CompiledEntity& entity, const MapPlan& plan,
                      const std::vector<std::string>& mask, Unset unset);

// The joins that the selected rules look into.
std::set<std::string> JoinsOf(const MapPlan& plan, const Selection& selection);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_SELECTION_H_
