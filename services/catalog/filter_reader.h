// One typed filter of a List request, read by reflection.
#ifndef HIREWIRE_SERVICES_CATALOG_FILTER_READER_H_
#define HIREWIRE_SERVICES_CATALOG_FILTER_READER_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <optional>

#include "absl/status/statusor.h"
#include "connectors/api/query.h"

namespace hirewire::catalog {

// nullopt where the filter is not set (request_reader.h says what that is).
// ARGUMENT_INVALID for an instant outside years 1 to 9999 and for an enum
// number that this server does not know; INTERNAL for a field of a type that is
// no filter, which the tests of the protos rule out.
absl::StatusOr<std::optional<connectors::FilterValue>> ReadFilter(
    const google::protobuf::Message& request,
    const google::protobuf::FieldDescriptor& field);

}  // namespace hirewire::catalog

#endif  // HIREWIRE_SERVICES_CATALOG_FILTER_READER_H_
