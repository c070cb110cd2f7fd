// What a method of CatalogService does, read off its descriptor: which entity,
// a list or one record.
//
//   HW_ASSIGN_OR_RETURN(MethodShape shape, ShapeOf(*descriptor.method(0)));
//   shape.entity->name();   // "Candidate"
//
// A method ListXs or GetX whose request and response keep to the numbers of
// connectors/api/account.h is served without a line of code of its own.
#ifndef HIREWIRE_SERVICES_CATALOG_METHOD_SHAPE_H_
#define HIREWIRE_SERVICES_CATALOG_METHOD_SHAPE_H_

#include <google/protobuf/descriptor.h>

#include "absl/status/statusor.h"

namespace hirewire::catalog {

struct MethodShape {
  enum class Kind { kList, kGet };
  Kind kind = Kind::kList;
  // The message of hirewire.v1 that the records are.
  const google::protobuf::Descriptor* entity = nullptr;
};

// INTERNAL, naming what is wrong, for a method that is of neither shape: a
// fault in the protos, to be found at start.
absl::StatusOr<MethodShape> ShapeOf(
    const google::protobuf::MethodDescriptor& method);

}  // namespace hirewire::catalog

#endif  // HIREWIRE_SERVICES_CATALOG_METHOD_SHAPE_H_
