// Word tables of a manifest: for enums and for the types of custom values.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_WORDS_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_WORDS_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/placed_field.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// The vendor's words for an enum field's values, from the rule and its table.
absl::StatusOr<std::shared_ptr<const EnumWords>> CompileWords(
    const google::protobuf::EnumDescriptor& type, const PlacedField& field,
    const connector::v1::Manifest& manifest);

// The vendor's type words for a CustomValue, from the rule and its table.
absl::StatusOr<std::shared_ptr<const KindWords>> CompileKinds(
    const PlacedField& field, const connector::v1::Manifest& manifest);

// The value of `type` that is called `name` without the enum's own prefix:
// "ACTIVE" of ApplicationStatus is APPLICATION_STATUS_ACTIVE.
const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const google::protobuf::EnumDescriptor& type, absl::string_view name);

// "APPLICATION_STATUS_": what every value of the enum begins with.
std::string EnumPrefix(const google::protobuf::EnumDescriptor& type);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_WORDS_H_
