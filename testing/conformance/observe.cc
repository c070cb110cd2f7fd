#include "testing/conformance/observe.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/time/timestamps.h"
#include "connectors/engine/unified_model.h"
#include "google/protobuf/timestamp.pb.h"

namespace hirewire::conformance {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using How = Observation::How;

std::string ScalarText(const Message& message, const FieldDescriptor& field,
                       int index) {
  const auto& r = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return many ? r.GetRepeatedString(message, &field, index)
                  : r.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return r.GetBool(message, &field) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return ShortName(many ? *r.GetRepeatedEnum(message, &field, index)
                            : *r.GetEnum(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(r.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(r.GetInt64(message, &field));
    default:
      return "";
  }
}

// Calls `see` with each message (or the one that holds the scalar) at the path:
// (message, field, index).
template <typename See>
void Visit(const Message& message, absl::string_view path, const See& see) {
  const size_t dot = path.find('.');
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(
      std::string(path.substr(0, dot)));
  if (field == nullptr) return;
  const auto& r = *message.GetReflection();
  const int count = field->is_repeated()         ? r.FieldSize(message, field)
                    : r.HasField(message, field) ? 1
                                                 : 0;
  for (int i = 0; i < count; ++i) {
    if (dot == absl::string_view::npos) {
      see(message, *field, i);
    } else {
      const Message& below = field->is_repeated()
                                 ? r.GetRepeatedMessage(message, field, i)
                                 : r.GetMessage(message, field);
      Visit(below, path.substr(dot + 1), see);
    }
  }
}

// What `<name>_after` and `<name>_before` look at.
const std::map<std::string, std::vector<std::string>>& Bounds() {
  static const auto& bounds =
      *new std::map<std::string, std::vector<std::string>>{
          {"created", {"create_time"}},
          {"updated", {"update_time"}},
          {"last_activity", {"last_activity_time"}},
          {"stage_entered", {"stage_entered_time"}},
          {"rejected", {"rejected_time"}},
          {"opened", {"opened_time"}},
          {"closed", {"closed_time"}},
          {"submitted", {"submit_time"}},
          {"interviewed", {"interview_time"}},
          {"start", {"start_time", "start_date"}},
          {"end", {"end_time"}},
          {"sent", {"sent_time"}},
          {"resolved", {"resolved_time"}},
      };
  return bounds;
}

// Filters whose field has another name.
const std::map<std::string, std::vector<std::string>>& Renamed() {
  static const auto& renamed =
      *new std::map<std::string, std::vector<std::string>>{
          {"email", {"email", "emails.address"}},
          {"tag", {"tags"}},
          {"department_id", {"department_ids"}},
          {"department_name", {"department_names"}},
          {"office_id", {"office_ids"}},
          // Where sources have no ids, their names are their ids.
          {"source_id", {"source_id", "source_names"}},
          {"source_name", {"source_name", "source_names"}},
      };
  return renamed;
}

// Only the paths that the entity has.
std::optional<Observation> With(const std::string& entity,
                                std::vector<std::string> paths, How how) {
  const auto* type = engine::UnifiedMessage(entity);
  const auto absent = [&](const std::string& path) {
    return type->FindFieldByName(path.substr(0, path.find('.'))) == nullptr;
  };
  paths.erase(std::remove_if(paths.begin(), paths.end(), absent), paths.end());
  if (paths.empty()) return std::nullopt;
  return Observation{std::move(paths), how};
}

template <typename T>
bool Holds(How how, const T& value, const T& bound) {
  switch (how) {
    case How::kAtOrAfter:
      return value >= bound;
    case How::kBefore:
      return value < bound;
    default:
      return value == bound;
  }
}

}  // namespace

std::string ShortName(const google::protobuf::EnumValueDescriptor& value) {
  const std::string prefix(absl::StripSuffix(
      value.type()->FindValueByNumber(0)->name(), "UNSPECIFIED"));
  return std::string(absl::StripPrefix(value.name(), prefix));
}

std::string IdOf(const Message& record) {
  return record.GetReflection()->GetString(
      record, record.GetDescriptor()->FindFieldByName("id"));
}

std::vector<std::string> Texts(const Message& record, absl::string_view path) {
  std::vector<std::string> texts;
  Visit(record, path,
        [&](const Message& holder, const FieldDescriptor& field, int i) {
          std::string text = ScalarText(holder, field, i);
          if (!text.empty()) texts.push_back(std::move(text));
        });
  return texts;
}

std::vector<absl::Time> Times(const Message& record, absl::string_view path) {
  std::vector<absl::Time> times;
  Visit(
      record, path,
      [&](const Message& holder, const FieldDescriptor& field, int) {
        if (field.message_type() != google::protobuf::Timestamp::descriptor()) {
          return;
        }
        times.push_back(ToTime(static_cast<const google::protobuf::Timestamp&>(
            holder.GetReflection()->GetMessage(holder, &field))));
      });
  return times;
}

std::optional<Observation> ObservationOf(const std::string& entity,
                                         const std::string& filter) {
  absl::string_view name(filter);
  const bool after = absl::ConsumeSuffix(&name, "_after");
  if (after || absl::ConsumeSuffix(&name, "_before")) {
    const auto found = Bounds().find(std::string(name));
    if (found == Bounds().end()) return std::nullopt;
    return With(entity, found->second, after ? How::kAtOrAfter : How::kBefore);
  }
  const How how = filter == "email" ? How::kEqualsIgnoringCase : How::kEquals;
  const auto renamed = Renamed().find(filter);
  return With(entity,
              renamed == Renamed().end() ? std::vector<std::string>{filter}
                                         : renamed->second,
              how);
}

bool Passes(const Message& record, const Observation& observation,
            const connectors::FilterValue& filter) {
  for (const std::string& path : observation.paths) {
    if (const auto* bound = std::get_if<absl::Time>(&filter.value)) {
      for (const absl::Time time : Times(record, path)) {
        if (Holds(observation.how, time, *bound)) return true;
      }
      continue;
    }
    const std::string& wanted = std::get<std::string>(filter.value);
    for (const std::string& text : Texts(record, path)) {
      if (observation.how == How::kEqualsIgnoringCase
              ? absl::EqualsIgnoreCase(text, wanted)
              : Holds(observation.how, text, wanted)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace hirewire::conformance
