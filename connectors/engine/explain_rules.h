// What each rule of a plan makes of one record: the provenance of every field.
//
// Every rule is run alone by the very Mapper that maps pages, so that an
// explanation cannot differ from what a caller gets. That is slow and for
// people; nothing of it stands in the way of mapping.
//
//   explanation.mutable_rules()->Swap(&ExplainRules({plan, record, lookups,
//                                                    state_of, false}));
#ifndef HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_RULES_H_
#define HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_RULES_H_

#include <functional>
#include <string>
#include <vector>

#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "connectors/engine/map_plan.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::engine {

// All of it outlives the call.
struct ExplainInputs {
  const MapPlan& plan;
  const expr::Value& record;
  const expr::LookupSource& lookups;
  // Of a join, by its name.
  std::function<v1::LookupState(const std::string&)> state_of;
  bool include_values = false;
};

// In the order of the manifest. Of a list that an `each` gives, the first
// thousand elements are looked at.
std::vector<v1::RuleExplanation> ExplainRules(const ExplainInputs& inputs);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_RULES_H_
