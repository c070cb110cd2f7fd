#include "connectors/engine/check_override.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "connectors/engine/merge_manifest.h"
#include "google/protobuf/descriptor.h"

namespace hirewire::engine {
namespace {

using connector::v1::Manifest;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status CheckNotFixed(const Manifest& over, const Place& root) {
  constexpr const char* kFixed[] = {
      "auth",    "environments", "settings",           "budgets",
      "headers", "api_version",  "candidate_identity", "retired_versions"};
  std::vector<const FieldDescriptor*> fields;
  over.GetReflection()->ListFields(over, &fields);
  for (const FieldDescriptor* field : fields) {
    for (const char* fixed : kFixed) {
      if (field->name() != fixed) continue;
      return root.Error(fixed,
                        "an override cannot change how the vendor is "
                        "authenticated, where it is and how it is paced");
    }
  }
  return absl::OkStatus();
}

// Two elements of one name would quietly be one.
absl::Status CheckNames(const Message& message, const Place& place,
                        const FieldDescriptor& field) {
  const FieldDescriptor* name = NameFieldOf(*field.message_type());
  // Parameters of one name make a list.
  if (name == nullptr ||
      field.message_type() == connector::v1::Parameter::descriptor()) {
    return absl::OkStatus();
  }
  std::set<std::string> seen;
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    const Message& element = reflection.GetRepeatedMessage(message, &field, i);
    const std::string text = element.GetReflection()->GetString(element, name);
    if (seen.insert(text).second) continue;
    return place.At(field.name(), i)
        .Error(name->name(), absl::StrCat(text, " stands twice"));
  }
  return absl::OkStatus();
}

absl::Status CheckLists(const Message& message, const Place& place) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      HW_RETURN_IF_ERROR(CheckLists(reflection.GetMessage(message, field),
                                    place.At(field->name())));
      continue;
    }
    HW_RETURN_IF_ERROR(CheckNames(message, place, *field));
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      HW_RETURN_IF_ERROR(
          CheckLists(reflection.GetRepeatedMessage(message, field, i),
                     place.At(field->name(), i)));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckOverride(const Manifest& over, const Place& root,
                           const std::string& vendor) {
  if (!over.vendor().empty() && over.vendor() != vendor) {
    return root.Error("vendor", absl::StrCat("is not ", vendor));
  }
  HW_RETURN_IF_ERROR(CheckNotFixed(over, root));
  return CheckLists(over, root);
}

}  // namespace hirewire::engine
