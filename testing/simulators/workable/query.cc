#include "testing/simulators/workable/query.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/ids.h"

namespace hirewire::sim::workable {
namespace {

Reply Invalid(absl::string_view name) {
  return Refuse(422, absl::StrCat(name, " is invalid"));
}

bool TakeLimit(const std::string& value, int& limit) {
  return absl::SimpleAtoi(value, &limit) && limit >= 1 && limit <= kMaxLimit;
}

// False for a value that does not fit its parameter.
bool Take(const std::string& name, const std::string& value, Query& query) {
  if (name == "limit") return TakeLimit(value, query.limit);
  const auto into = [](auto parsed, auto& target) {
    target = parsed;
    return parsed.has_value();
  };
  if (name == "since_id") return into(ParseId(value), query.since_id);
  if (name == "max_id") return into(ParseId(value), query.max_id);
  if (name == "created_after") {
    return into(ParseMoment(value), query.created_after);
  }
  if (name == "updated_after") {
    return into(ParseMoment(value), query.updated_after);
  }
  if (name == "start_date" || name == "end_date") {
    return ParseMoment(value).has_value();
  }
  return true;
}

}  // namespace

std::optional<absl::string_view> Query::Get(absl::string_view name) const {
  for (const auto& [key, value] : given) {
    if (key == name) return value;
  }
  return std::nullopt;
}

bool Query::Allows(absl::string_view name, const OptionalText& value) const {
  const auto wanted = Get(name);
  return !wanted.has_value() || (value.has_value() && *wanted == *value);
}

bool Query::AllowsTimes(const Record& record) const {
  if (created_after.has_value() && record.created < *created_after) {
    return false;
  }
  return !updated_after.has_value() || record.updated >= *updated_after;
}

ParsedQuery ParseQuery(const Parameters& given, absl::string_view allowed) {
  ParsedQuery parsed;
  const std::vector<absl::string_view> names =
      absl::StrSplit(allowed, ' ', absl::SkipEmpty());
  for (const auto& [name, value] : given) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      parsed.error = Refuse(400, absl::StrCat("Unknown parameter: ", name));
      return parsed;
    }
    if (!Take(name, value, parsed.query)) {
      parsed.error = Invalid(name);
      return parsed;
    }
  }
  parsed.query.given = given;
  return parsed;
}

std::optional<absl::Time> ParseMoment(absl::string_view text) {
  int64_t seconds = 0;
  if (absl::SimpleAtoi(text, &seconds)) return absl::FromUnixSeconds(seconds);
  absl::Time time;
  std::string error;
  for (const char* format : {absl::RFC3339_full, "%Y-%m-%d"}) {
    if (absl::ParseTime(format, text, &time, &error)) return time;
  }
  return std::nullopt;
}

Reply Refuse(int status, absl::string_view text) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("error").String(text).EndObject();
  return Reply::Json(status, std::move(body));
}

Reply NotFound() { return Refuse(404, "Not found"); }

}  // namespace hirewire::sim::workable
