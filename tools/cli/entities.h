// The entities by the names that people type: candidates, job-postings,
// eeoc_record. Read off CatalogService, so that a new entity is there by
// itself.
#ifndef HIREWIRE_TOOLS_CLI_ENTITIES_H_
#define HIREWIRE_TOOLS_CLI_ENTITIES_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace hirewire::cli {

struct Entity {
  // "job-postings" and "job-posting".
  std::string plural;
  std::string singular;
  // The message of the records.
  const google::protobuf::Descriptor* type = nullptr;
  const google::protobuf::MethodDescriptor* list = nullptr;
  // Null where records cannot be had one by one.
  const google::protobuf::MethodDescriptor* get = nullptr;
};

// In the service's order.
const std::vector<Entity>& AllEntities();

// Plural or singular, with - or _, in any case. INVALID_ARGUMENT lists what
// there is.
absl::StatusOr<Entity> FindEntity(const std::string& name);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_ENTITIES_H_
