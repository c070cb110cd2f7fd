// The one field that every request about a connection has.
#ifndef HIREWIRE_SERVICES_ACCOUNTS_CONNECTION_ID_H_
#define HIREWIRE_SERVICES_ACCOUNTS_CONNECTION_ID_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/statusor.h"

namespace hirewire::accounts {

// The field `connection_id`, which `request` must have. ARGUMENT_INVALID where
// it is empty or too long to be the id of a connection; what it holds is not
// repeated.
absl::StatusOr<std::string> ReadConnectionId(
    const google::protobuf::Message& request);

}  // namespace hirewire::accounts

#endif  // HIREWIRE_SERVICES_ACCOUNTS_CONNECTION_ID_H_
