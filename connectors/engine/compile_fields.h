// Field rules of a manifest to a MapPlan, checked against the descriptors.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_FIELDS_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_FIELDS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/placed_field.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// Each join's name -> itself and the joins that its keys look into.
using JoinClosure = std::map<std::string, std::vector<std::string>>;

// The plan for `type`. INVALID_ARGUMENT naming file, line and field for an
// unknown or wrongly typed target, two rules for one field, an expression that
// does not compile, an unknown join, word, table or kind. `manifest` must
// outlive the call only.
absl::StatusOr<MapPlan> CompileFields(const google::protobuf::Descriptor& type,
                                      const std::vector<PlacedField>& fields,
                                      const connector::v1::Manifest& manifest,
                                      const JoinClosure& joins);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_FIELDS_H_
