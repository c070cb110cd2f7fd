// One record by its id: from a query to a serialized Get response.
#ifndef HIREWIRE_CONNECTORS_ENGINE_GET_OPERATION_H_
#define HIREWIRE_CONNECTORS_ENGINE_GET_OPERATION_H_

#include <string>

#include "base/async/async.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "connectors/engine/vendor_session.h"

namespace hirewire::engine {

// `cost` outlives the call. VENDOR_RECORD_NOT_FOUND also where the vendor
// answers with another record than the one asked for.
Async<std::string> GetRecord(SessionPtr session, connectors::GetQuery query,
                             connectors::Cost& cost);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_GET_OPERATION_H_
