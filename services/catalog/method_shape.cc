#include "services/catalog/method_shape.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"

namespace hirewire::catalog {

namespace pb = google::protobuf;

namespace {

using Type = pb::FieldDescriptor::Type;

struct Expected {
  const char* name;
  Type type;
  // 0: any number.
  int number = 0;
};

absl::Status Require(const pb::Descriptor& message, const Expected& expected) {
  const pb::FieldDescriptor* field = message.FindFieldByName(expected.name);
  if (field != nullptr && field->type() == expected.type &&
      (expected.number == 0 || field->number() == expected.number)) {
    return absl::OkStatus();
  }
  return absl::InternalError(absl::StrCat(
      message.full_name(), " has no fitting field ", expected.name));
}

absl::Status RequireAll(const pb::Descriptor& message,
                        const std::vector<Expected>& fields) {
  for (const Expected& field : fields) {
    HW_RETURN_IF_ERROR(Require(message, field));
  }
  return absl::OkStatus();
}

// The type of the response's field 1.
absl::StatusOr<const pb::Descriptor*> EntityOf(const pb::Descriptor& response,
                                               bool repeated) {
  const pb::FieldDescriptor* field = response.FindFieldByNumber(1);
  if (field == nullptr || field->type() != Type::TYPE_MESSAGE ||
      field->is_repeated() != repeated) {
    return absl::InternalError(
        absl::StrCat(response.full_name(), " has no records in field 1"));
  }
  return field->message_type();
}

}  // namespace

absl::StatusOr<MethodShape> ShapeOf(const pb::MethodDescriptor& method) {
  const pb::Descriptor& request = *method.input_type();
  const pb::Descriptor& response = *method.output_type();
  HW_RETURN_IF_ERROR(
      RequireAll(request, {{"connection_id", Type::TYPE_STRING, 1},
                           {"read_mask", Type::TYPE_MESSAGE, 4},
                           {"include_raw", Type::TYPE_BOOL, 5}}));
  HW_RETURN_IF_ERROR(RequireAll(response, {{"issues", Type::TYPE_MESSAGE, 3}}));
  MethodShape shape;
  if (absl::StartsWith(method.name(), "List")) {
    HW_RETURN_IF_ERROR(
        RequireAll(request, {{"page_size", Type::TYPE_INT32, 2},
                             {"page_token", Type::TYPE_STRING, 3}}));
    HW_RETURN_IF_ERROR(
        RequireAll(response, {{"next_page_token", Type::TYPE_STRING, 2}}));
    shape.kind = MethodShape::Kind::kList;
  } else if (absl::StartsWith(method.name(), "Get")) {
    HW_RETURN_IF_ERROR(RequireAll(request, {{"id", Type::TYPE_STRING, 2}}));
    shape.kind = MethodShape::Kind::kGet;
  } else {
    return absl::InternalError(
        absl::StrCat(method.full_name(), " is neither a List nor a Get"));
  }
  HW_ASSIGN_OR_RETURN(
      shape.entity, EntityOf(response, shape.kind == MethodShape::Kind::kList));
  return shape;
}

}  // namespace hirewire::catalog
