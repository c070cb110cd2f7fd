// Checks the paths of a read_mask against the entity that they select from.
#ifndef HIREWIRE_SERVICES_CATALOG_MASK_READER_H_
#define HIREWIRE_SERVICES_CATALOG_MASK_READER_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/api/query.h"

namespace hirewire::catalog {

// `mask` is a google.protobuf.FieldMask. A path names a field of the entity,
// or, with dots, one inside a message field, repeated ones included:
// "emails.type". `*` stands alone. ARGUMENT_INVALID names the path that is
// wrong, and what could stand there instead.
absl::StatusOr<connectors::ReadMask> ReadMaskOf(
    const google::protobuf::Message& mask,
    const google::protobuf::Descriptor& entity);

}  // namespace hirewire::catalog

#endif  // HIREWIRE_SERVICES_CATALOG_MASK_READER_H_
