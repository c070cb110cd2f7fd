#include "testing/simulators/teamtailor/attributes.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::teamtailor {

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3S%Ez", time,
                          absl::FixedTimeZone(3600));
}

std::string Quoted(absl::string_view text) {
  std::string json;
  JsonWriter(&json).String(text);
  return json;
}

Attributes& Attributes::Text(absl::string_view name,
                             const OptionalText& value) {
  return Json(name, value.has_value() ? Quoted(*value) : "null");
}

Attributes& Attributes::Time(absl::string_view name,
                             const OptionalTime& value) {
  if (!value.has_value()) return Json(name, "null");
  resource_.times[std::string(name)] = *value;
  return Json(name, Quoted(TimeText(*value)));
}

Attributes& Attributes::Bool(absl::string_view name, bool value) {
  return Json(name, value ? "true" : "false");
}

Attributes& Attributes::Int(absl::string_view name, int64_t value) {
  return Json(name, absl::StrCat(value));
}

Attributes& Attributes::Texts(absl::string_view name,
                              const std::vector<std::string>& values) {
  std::string json;
  JsonWriter writer(&json);
  writer.BeginArray();
  for (const std::string& value : values) writer.String(value);
  writer.EndArray();
  return Json(name, std::move(json));
}

Attributes& Attributes::Json(absl::string_view name, std::string json) {
  resource_.attributes.emplace_back(name, std::move(json));
  return *this;
}

}  // namespace hirewire::sim::teamtailor
