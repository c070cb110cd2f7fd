// A unified request message as the query that services make of it, for tests
// that write requests down as text.
//
//   ListQuery query = ListQueryOf(list_candidates_request, "Candidate");
#ifndef HIREWIRE_CONNECTORS_VENDORS_REQUEST_QUERY_H_
#define HIREWIRE_CONNECTORS_VENDORS_REQUEST_QUERY_H_

#include <string>

#include "connectors/api/query.h"
#include "google/protobuf/message.h"

namespace hirewire::vendors {

// page_size 0 stands for 100, as services have it.
connectors::ListQuery ListQueryOf(const google::protobuf::Message& request,
                                  const std::string& entity);

connectors::GetQuery GetQueryOf(const google::protobuf::Message& request,
                                const std::string& entity);

}  // namespace hirewire::vendors

#endif  // HIREWIRE_CONNECTORS_VENDORS_REQUEST_QUERY_H_
