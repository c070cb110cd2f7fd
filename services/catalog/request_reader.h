// From a request message of CatalogService to a query of connectors/api,
// checked: what the engine gets is well formed, whoever called.
//
//   HW_ASSIGN_OR_RETURN(connectors::ListQuery query,
//                       ReadListRequest(request, *shape.entity));
//
// Works by reflection on every request of the service's shape (method_shape.h).
// All failures are ARGUMENT_INVALID with the field's name in the metadata.
// Values are never repeated in an error, but for paths of a read mask.
#ifndef HIREWIRE_SERVICES_CATALOG_REQUEST_READER_H_
#define HIREWIRE_SERVICES_CATALOG_REQUEST_READER_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/status/statusor.h"
#include "connectors/api/query.h"

namespace hirewire::catalog {

// page_size 0 becomes 100, more than 500 becomes 500; negative fails.
// Filters are the fields from number 10 on: a text that is not empty, an
// instant that is set and valid, an enum other than UNSPECIFIED and known, an
// optional bool that is set. The deadline is the caller's to fill in.
absl::StatusOr<connectors::ListQuery> ReadListRequest(
    const google::protobuf::Message& request,
    const google::protobuf::Descriptor& entity);

// The id must not be empty, nor longer than 1 KiB.
absl::StatusOr<connectors::GetQuery> ReadGetRequest(
    const google::protobuf::Message& request,
    const google::protobuf::Descriptor& entity);

}  // namespace hirewire::catalog

#endif  // HIREWIRE_SERVICES_CATALOG_REQUEST_READER_H_
