// The JSON that the page and the server exchange: messages of
// hirewire/internal/v1/connect_page.proto.
#ifndef HIREWIRE_SERVICES_EDGE_PAGE_JSON_H_
#define HIREWIRE_SERVICES_EDGE_PAGE_JSON_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "services/edge/message.h"

namespace hirewire::edge {

// ARGUMENT_INVALID where the body is not such a message, of which it repeats
// nothing. Fields that the message does not know are refused too.
absl::Status ReadJson(const Request& request,
                      google::protobuf::Message& message);

Response JsonResponse(int status, const google::protobuf::Message& message);

// A failure as the page gets it: its reason and, for an argument, which one.
Response ErrorResponse(const absl::Status& failure);

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_PAGE_JSON_H_
