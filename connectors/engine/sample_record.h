// The record in a sample that somebody pasted: see ExplainMappingRequest.
//
//   HW_ASSIGN_OR_RETURN(const json::Document document, parser.Parse(sample));
//   HW_ASSIGN_OR_RETURN(const expr::Value record,
//                       FindSampleRecord(entity, PlanKind::kList,
//                       document.root(),
//                                        arena));
#ifndef HIREWIRE_CONNECTORS_ENGINE_SAMPLE_RECORD_H_
#define HIREWIRE_CONNECTORS_ENGINE_SAMPLE_RECORD_H_

#include "absl/status/statusor.h"
#include "base/expr/arena.h"
#include "base/expr/value.h"
#include "base/json/value.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/entity_schema.h"

namespace hirewire::engine {

// The first record of an answer to the entity's list (or get), which it must
// have, or the sample itself where that is a record; of an entity that lives in
// a list inside another record, the first element. ARGUMENT_INVALID where there
// is none. Lives as long as the sample and `arena`.
absl::StatusOr<expr::Value> FindSampleRecord(const CompiledEntity& entity,
                                             PlanKind kind, json::Value sample,
                                             expr::Arena& arena);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_SAMPLE_RECORD_H_
