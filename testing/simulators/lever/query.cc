#include "testing/simulators/lever/query.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::lever {
namespace {

template <typename List>
bool Holds(const List& list, absl::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Whether the text is a value of that parameter.
bool Fits(const Parameter& parameter, const std::string& text) {
  int64_t number = 0;
  switch (parameter.kind) {
    case ParameterKind::kText:
      return true;
    case ParameterKind::kMillis:
      return absl::SimpleAtoi(text, &number) && number >= 0;
    case ParameterKind::kFlag:
      return text == "true" || text == "false";
    case ParameterKind::kWord:
    case ParameterKind::kWords:
      return Holds(parameter.words, text);
  }
  return false;
}

bool Repeats(const Parameter& parameter) {
  return parameter.kind == ParameterKind::kText ||
         parameter.kind == ParameterKind::kWords;
}

const Parameter* Known(const std::vector<Parameter>& known,
                       absl::string_view name) {
  for (const Parameter& parameter : known) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

// Reads limit or offset.
std::optional<Reply> ReadPaging(const std::string& name,
                                const std::string& value, Query& query) {
  if (name == "offset") {
    if (query.offset.has_value()) return BadRequest("offset is given twice");
    query.offset = value;
    return std::nullopt;
  }
  const bool fits = absl::SimpleAtoi(value, &query.limit) && query.limit >= 1 &&
                    query.limit <= kMaxLimit;
  if (fits) return std::nullopt;
  return BadRequest("limit must be an integer from 1 to 100");
}

}  // namespace

Reply Refuse(int status, absl::string_view code, absl::string_view message) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("code").String(code);
  writer.Key("message").String(message).EndObject();
  return Reply::Json(status, std::move(body));
}

Reply BadRequest(absl::string_view message) {
  return Refuse(400, "BadRequestError", message);
}

std::variant<Reply, Query> ParseQuery(
    const std::vector<Parameter>& known, bool lists,
    const std::vector<absl::string_view>& expandable, const Parameters& given) {
  Query query;
  for (const auto& [name, value] : given) {
    if (name == "include") {
      query.include.insert(value);
    } else if (name == "expand") {
      if (!Holds(expandable, value)) {
        return BadRequest(absl::StrCat("Cannot expand ", value));
      }
      query.expand.insert(value);
    } else if (lists && (name == "limit" || name == "offset")) {
      if (auto refusal = ReadPaging(name, value, query)) return *refusal;
    } else {
      const Parameter* parameter = Known(known, name);
      if (parameter == nullptr) {
        return BadRequest(absl::StrCat("Unknown query parameter: ", name));
      }
      auto& values = query.values_[name];
      if (!Fits(*parameter, value) ||
          (!values.empty() && !Repeats(*parameter))) {
        return BadRequest(absl::StrCat("Invalid value for ", name));
      }
      values.push_back(value);
    }
  }
  return query;
}

const std::vector<std::string>& Query::texts(absl::string_view name) const {
  static const auto& none = *new std::vector<std::string>();
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second;
}

std::optional<absl::Time> Query::time(absl::string_view name) const {
  int64_t millis = 0;
  if (!has(name) || !absl::SimpleAtoi(texts(name)[0], &millis)) {
    return std::nullopt;
  }
  return absl::FromUnixMillis(millis);
}

std::optional<bool> Query::flag(absl::string_view name) const {
  if (!has(name)) return std::nullopt;
  return texts(name)[0] == "true";
}

std::string Query::word(absl::string_view name) const {
  return has(name) ? texts(name)[0] : "";
}

bool Query::excludes(absl::string_view name, absl::string_view value) const {
  return has(name) && !Holds(texts(name), value);
}

bool Query::outside(absl::string_view name,
                    std::optional<absl::Time> when) const {
  const auto start = time(absl::StrCat(name, "_start"));
  const auto end = time(absl::StrCat(name, "_end"));
  if (!start.has_value() && !end.has_value()) return false;
  if (!when.has_value()) return true;
  return (start.has_value() && *when < *start) ||
         (end.has_value() && *when > *end);
}

}  // namespace hirewire::sim::lever
