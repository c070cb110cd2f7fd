// How one record is mapped, and why: a sample, or a live record with its
// look-ups.
#ifndef HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_OPERATION_H_
#define HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_OPERATION_H_

#include "base/async/async.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "connectors/engine/vendor_session.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::engine {

// `cost` outlives the call; a sample costs nothing. ARGUMENT_INVALID where the
// sample is not JSON or holds no record; for a live record all that GetRecord
// fails with. Explained records are not counted as drift.
Async<v1::MappingExplanation> ExplainRecord(SessionPtr session,
                                            connectors::ExplainQuery query,
                                            connectors::Cost& cost);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_EXPLAIN_OPERATION_H_
