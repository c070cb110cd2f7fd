#include "services/catalog/filter_reader.h"

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"

namespace hirewire::catalog {

namespace pb = google::protobuf;

namespace {

using connectors::FilterValue;
using Filter = absl::StatusOr<std::optional<FilterValue>>;

// What google.protobuf.Timestamp may hold: years 1 to 9999.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;
constexpr int32_t kNanosPerSecond = 1000000000;

absl::Status Invalid(const pb::FieldDescriptor& field,
                     absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field.name())
      .Message(absl::StrCat(field.name(), " ", sentence));
}

Filter Instant(const pb::Message& request, const pb::FieldDescriptor& field) {
  const auto& stamp = static_cast<const pb::Timestamp&>(
      request.GetReflection()->GetMessage(request, &field));
  if (stamp.seconds() < kFirstSecond || stamp.seconds() > kLastSecond ||
      stamp.nanos() < 0 || stamp.nanos() >= kNanosPerSecond) {
    return Invalid(field, "is no instant of the years 1 to 9999");
  }
  return FilterValue{field.name(), ToTime(stamp)};
}

// "ACTIVE" of APPLICATION_STATUS_ACTIVE: without what the zero value,
// APPLICATION_STATUS_UNSPECIFIED, has before UNSPECIFIED.
Filter EnumWord(const pb::Message& request, const pb::FieldDescriptor& field) {
  const int number = request.GetReflection()->GetEnumValue(request, &field);
  const pb::EnumDescriptor& type = *field.enum_type();
  const pb::EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr) {
    return Invalid(field, absl::StrCat("is no value of ", type.name()));
  }
  if (number == 0) return std::nullopt;
  absl::string_view prefix = type.value(0)->name();
  absl::ConsumeSuffix(&prefix, "UNSPECIFIED");
  absl::string_view word = value->name();
  absl::ConsumePrefix(&word, prefix);
  return FilterValue{field.name(), std::string(word)};
}

}  // namespace

Filter ReadFilter(const pb::Message& request,
                  const pb::FieldDescriptor& field) {
  const pb::Reflection& reflection = *request.GetReflection();
  if (field.is_repeated()) {
    return absl::InternalError("a repeated field is no filter");
  }
  if (field.has_presence() && !reflection.HasField(request, &field)) {
    return std::nullopt;
  }
  switch (field.type()) {
    case pb::FieldDescriptor::TYPE_STRING: {
      std::string text = reflection.GetString(request, &field);
      if (text.empty()) return std::nullopt;
      return FilterValue{field.name(), std::move(text)};
    }
    case pb::FieldDescriptor::TYPE_BOOL:
      return FilterValue{
          field.name(),
          std::string(reflection.GetBool(request, &field) ? "true" : "false")};
    case pb::FieldDescriptor::TYPE_ENUM:
      return EnumWord(request, field);
    case pb::FieldDescriptor::TYPE_MESSAGE:
      if (field.message_type() == pb::Timestamp::descriptor()) {
        return Instant(request, field);
      }
      break;
    default:
      break;
  }
  return absl::InternalError(
      absl::StrCat(field.full_name(), " has a type that is no filter"));
}

}  // namespace hirewire::catalog
