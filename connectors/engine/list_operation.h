// One page of one entity: from a query to a serialized List response.
#ifndef HIREWIRE_CONNECTORS_ENGINE_LIST_OPERATION_H_
#define HIREWIRE_CONNECTORS_ENGINE_LIST_OPERATION_H_

#include <string>

#include "base/async/async.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "connectors/engine/vendor_session.h"

namespace hirewire::engine {

// `cost` outlives the call.
Async<std::string> ListPage(SessionPtr session, connectors::ListQuery query,
                            connectors::Cost& cost);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_LIST_OPERATION_H_
