#include "tools/cli/cell.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

std::string Small(const pb::EnumValueDescriptor& value) {
  absl::string_view prefix = value.type()->value(0)->name();
  absl::ConsumeSuffix(&prefix, "UNSPECIFIED");
  absl::string_view word = value.name();
  absl::ConsumePrefix(&word, prefix);
  std::string small = absl::AsciiStrToLower(word);
  for (char& c : small) c = c == '_' ? ' ' : c;
  return small;
}

// The vendor's word for an enum that has none of ours; empty where there is no
// such field.
std::string SourceWord(const pb::Message& message,
                       const pb::FieldDescriptor& field) {
  const pb::FieldDescriptor* source = message.GetDescriptor()->FindFieldByName(
      absl::StrCat(field.name(), "_source"));
  if (source == nullptr || source->type() != pb::FieldDescriptor::TYPE_STRING) {
    return "";
  }
  return message.GetReflection()->GetString(message, source);
}

std::string EnumText(const pb::Message& message,
                     const pb::FieldDescriptor& field, int number) {
  if (number == 0) return "";
  const pb::EnumValueDescriptor* value =
      field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  if (absl::EndsWith(value->name(), "_OTHER")) {
    const std::string source = SourceWord(message, field);
    if (!source.empty()) return source;
  }
  return Small(*value);
}

std::string MessageText(const pb::Message& message) {
  if (message.GetDescriptor() == pb::Timestamp::descriptor()) {
    const auto& stamp = static_cast<const pb::Timestamp&>(message);
    return absl::FormatTime("%Y-%m-%d %H:%M",
                            absl::FromUnixSeconds(stamp.seconds()),
                            absl::UTCTimeZone());
  }
  if (message.GetDescriptor() == pb::Duration::descriptor()) {
    const auto& duration = static_cast<const pb::Duration&>(message);
    return absl::FormatDuration(absl::Seconds(duration.seconds()) +
                                absl::Nanoseconds(duration.nanos()));
  }
  return "...";
}

// Element `index` of a repeated field, or the field itself where it is -1.
std::string Value(const pb::Message& message, const pb::FieldDescriptor& field,
                  int index) {
  const pb::Reflection& r = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_STRING:
      return one ? r.GetString(message, &field)
                 : r.GetRepeatedString(message, &field, index);
    case pb::FieldDescriptor::CPPTYPE_BOOL:
      return (one ? r.GetBool(message, &field)
                  : r.GetRepeatedBool(message, &field, index))
                 ? "yes"
                 : "no";
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(message, field,
                      one ? r.GetEnumValue(message, &field)
                          : r.GetRepeatedEnumValue(message, &field, index));
    case pb::FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(one ? r.GetDouble(message, &field)
                              : r.GetRepeatedDouble(message, &field, index));
    case pb::FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(one ? r.GetInt32(message, &field)
                              : r.GetRepeatedInt32(message, &field, index));
    case pb::FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(one ? r.GetInt64(message, &field)
                              : r.GetRepeatedInt64(message, &field, index));
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageText(one ? r.GetMessage(message, &field)
                             : r.GetRepeatedMessage(message, &field, index));
    default:
      return "?";
  }
}

// All values at `path`, in order.
void Collect(const pb::Message& message, absl::string_view path,
             std::vector<std::string>& values) {
  const size_t dot = path.find('.');
  const pb::FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(
      std::string(path.substr(0, dot)));
  if (field == nullptr) return;
  const pb::Reflection& r = *message.GetReflection();
  if (!field->is_repeated()) {
    if (field->has_presence() && !r.HasField(message, field)) return;
    if (dot == absl::string_view::npos) {
      values.push_back(Value(message, *field, -1));
    } else if (field->message_type() != nullptr) {
      Collect(r.GetMessage(message, field), path.substr(dot + 1), values);
    }
    return;
  }
  for (int i = 0; i < r.FieldSize(message, field); ++i) {
    if (dot == absl::string_view::npos) {
      values.push_back(Value(message, *field, i));
    } else if (field->message_type() != nullptr) {
      Collect(r.GetRepeatedMessage(message, field, i), path.substr(dot + 1),
              values);
    }
  }
}

}  // namespace

std::string CellOf(const pb::Message& record, absl::string_view path) {
  std::vector<std::string> values;
  Collect(record, path, values);
  if (values.empty()) return "";
  if (values.size() == 1) return values[0];
  return absl::StrCat(values[0], " +", values.size() - 1);
}

}  // namespace hirewire::cli
