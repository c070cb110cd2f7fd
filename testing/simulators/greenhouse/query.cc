#include "testing/simulators/greenhouse/query.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

// An explanation of what is wrong, or nothing.
using Complaint = std::optional<std::string>;

const Filter& CreatedAt() {
  static const auto& filter =
      *new Filter{"created_at", FilterKind::kTime, "created_at"};
  return filter;
}

const Filter& UpdatedAt() {
  static const auto& filter =
      *new Filter{"updated_at", FilterKind::kTime, "updated_at"};
  return filter;
}

const Filter* FindFilter(const Collection& collection, absl::string_view name) {
  if (!collection.no_time_filters) {
    if (name == "created_at") return &CreatedAt();
    if (name == "updated_at") return &UpdatedAt();
  }
  for (const Filter& filter : collection.filters) {
    if (filter.name == name) return &filter;
  }
  return nullptr;
}

Complaint ParseIds(absl::string_view text, std::vector<int64_t>& ids) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ',');
  if (parts.size() > kMaxListed) {
    return absl::StrCat("must have at most ", kMaxListed, " values");
  }
  for (const absl::string_view part : parts) {
    int64_t id = 0;
    if (!absl::SimpleAtoi(part, &id)) return "must be a list of integers";
    ids.push_back(id);
  }
  return std::nullopt;
}

std::optional<TimeBound::Operator> OperatorOf(absl::string_view word) {
  if (word == "gte") return TimeBound::kGte;
  if (word == "lte") return TimeBound::kLte;
  if (word == "gt") return TimeBound::kGt;
  if (word == "lt") return TimeBound::kLt;
  return std::nullopt;
}

Complaint AddBound(absl::string_view word, absl::string_view text,
                   std::vector<TimeBound>& bounds) {
  const std::optional<TimeBound::Operator> op = OperatorOf(word);
  if (!op.has_value()) return "operator must be one of gte, lte, gt, lt";
  TimeBound bound{*op, absl::Time()};
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, std::string(text), &bound.time,
                       &error) &&
      !absl::ParseTime("%Y-%m-%d", std::string(text), &bound.time, &error)) {
    return "must be an ISO 8601 date-time";
  }
  bounds.push_back(bound);
  return std::nullopt;
}

// gte|2024-01-01T00:00:00Z, or two such pairs.
Complaint ParseBounds(absl::string_view text, std::vector<TimeBound>& bounds) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '|');
  if (parts.size() != 2 && parts.size() != 4) {
    return "must be operator|date-time";
  }
  for (size_t i = 0; i < parts.size(); i += 2) {
    if (Complaint complaint = AddBound(parts[i], parts[i + 1], bounds)) {
      return complaint;
    }
  }
  return std::nullopt;
}

Complaint ParseList(const Filter& filter, absl::string_view text,
                    Condition& condition) {
  if (!filter.texts) return ParseIds(text, condition.numbers);
  condition.texts = absl::StrSplit(text, ',');
  if (condition.texts.size() > kMaxListed) return "has too many values";
  return std::nullopt;
}

Complaint ParseValue(const Filter& filter, absl::string_view text,
                     Condition& condition) {
  switch (filter.kind) {
    case FilterKind::kList:
      return ParseList(filter, text, condition);
    case FilterKind::kNumber: {
      int64_t number = 0;
      if (!absl::SimpleAtoi(text, &number)) return "must be an integer";
      condition.numbers.push_back(number);
      return std::nullopt;
    }
    case FilterKind::kTime:
      return ParseBounds(text, condition.bounds);
    case FilterKind::kBool:
    case FilterKind::kReveals:
    case FilterKind::kConceals:
    case FilterKind::kNarrows:
      if (text != "true" && text != "false") return "must be true or false";
      condition.flag = text == "true";
      return std::nullopt;
    case FilterKind::kWord:
      if (std::find(filter.words.begin(), filter.words.end(), text) ==
          filter.words.end()) {
        return absl::StrCat("must be one of ",
                            absl::StrJoin(filter.words, ", "));
      }
      break;
    case FilterKind::kText:
    case FilterKind::kTextAnyCase:
      break;
  }
  condition.texts.emplace_back(text);
  return std::nullopt;
}

// created_at[gte] is created_at and gte; no brackets: the operator is empty.
std::pair<std::string, std::string> SplitBracket(const std::string& name) {
  const size_t open = name.find('[');
  if (open == std::string::npos || name.back() != ']') return {name, ""};
  return {name.substr(0, open), name.substr(open + 1, name.size() - open - 2)};
}

// One parameter; false when no such parameter exists here.
bool Take(const Collection& collection, const std::string& name,
          const std::string& value, ListQuery& query, Complaint& complaint) {
  if (name == "per_page") {
    const bool whole = absl::SimpleAtoi(value, &query.per_page);
    if (!whole || query.per_page < 1 || query.per_page > kMaxPerPage) {
      complaint = absl::StrCat("must be between 1 and ", kMaxPerPage);
    }
    return true;
  }
  if (name == "ids") {
    complaint = ParseIds(value, query.ids.emplace());
    return true;
  }
  if (name == "fields") {
    const std::vector<std::string> fields = absl::StrSplit(value, ',');
    query.fields.insert(fields.begin(), fields.end());
    if (fields.size() > kMaxListed) complaint = "has too many values";
    return true;
  }
  const auto [base, bracket] = SplitBracket(name);
  const Filter* filter = FindFilter(collection, base);
  if (filter == nullptr) return false;
  if (!bracket.empty() && filter->kind != FilterKind::kTime) return false;
  Condition condition;
  condition.filter = filter;
  complaint = bracket.empty() ? ParseValue(*filter, value, condition)
                              : AddBound(bracket, value, condition.bounds);
  query.conditions.push_back(std::move(condition));
  return true;
}

// Rows that stay hidden unless asked for.
void AddDefaults(const Collection& collection, ListQuery& query) {
  for (const Filter& filter : collection.filters) {
    if (filter.kind != FilterKind::kReveals) continue;
    const bool given =
        std::any_of(query.conditions.begin(), query.conditions.end(),
                    [&](const Condition& c) { return c.filter == &filter; });
    if (given) continue;
    Condition condition;
    condition.filter = &filter;
    query.conditions.push_back(std::move(condition));
  }
}

bool Within(absl::Time time, const TimeBound& bound) {
  switch (bound.op) {
    case TimeBound::kGte:
      return time >= bound.time;
    case TimeBound::kLte:
      return time <= bound.time;
    case TimeBound::kGt:
      return time > bound.time;
    case TimeBound::kLt:
      return time < bound.time;
  }
  return false;
}

bool HasNumber(const FieldValue& value, const std::vector<int64_t>& wanted) {
  const auto has = [&](int64_t number) {
    return std::find(wanted.begin(), wanted.end(), number) != wanted.end();
  };
  if (const auto* one = std::get_if<int64_t>(&value)) return has(*one);
  const auto* several = std::get_if<std::vector<int64_t>>(&value);
  return several != nullptr &&
         std::any_of(several->begin(), several->end(), has);
}

// A text field, or a list of texts joined and framed by line breaks.
bool HasText(const FieldValue& value, const std::vector<std::string>& wanted,
             bool any_case) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  const std::vector<absl::string_view> present = absl::StrSplit(*text, '\n');
  const bool list = !text->empty() && text->front() == '\n';
  for (const std::string& one : wanted) {
    const auto same = [&](absl::string_view other) {
      return any_case ? absl::EqualsIgnoreCase(one, other) : one == other;
    };
    if (!list && same(*text)) return true;
    if (list && std::any_of(present.begin(), present.end(), same)) return true;
  }
  return false;
}

}  // namespace

Reply Unprocessable(absl::string_view message, absl::string_view field) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("message").String("Unprocessable entity");
  writer.Key("errors").BeginArray().BeginObject();
  writer.Key("message").String(message).Key("field").String(field);
  writer.EndObject().EndArray().EndObject();
  return Reply::Json(422, std::move(body));
}

Reply UnknownParameters(const std::vector<std::string>& names) {
  const std::string message =
      absl::StrCat("Invalid query params: ", absl::StrJoin(names, ", "));
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("message").String(message).Key("errors");
  writer.BeginArray().String(message).EndArray().EndObject();
  return Reply::Json(422, std::move(body));
}

QueryResult ParseQuery(const Collection& collection,
                       const Parameters& parameters) {
  QueryResult result;
  std::vector<std::string> unknown;
  for (const auto& [name, value] : parameters) {
    Complaint complaint;
    if (!Take(collection, name, value, result.query, complaint)) {
      unknown.push_back(name);
    } else if (complaint.has_value() && !result.error.has_value()) {
      result.error = Unprocessable(absl::StrCat(name, " ", *complaint), name);
    }
    absl::StrAppend(&result.query.canonical,
                    result.query.canonical.empty() ? "" : "&",
                    PercentEncode(name), "=", PercentEncode(value));
  }
  if (!unknown.empty()) result.error = UnknownParameters(unknown);
  AddDefaults(collection, result.query);
  return result;
}

bool Satisfies(const FieldValue& value, const Condition& condition) {
  const bool* flag = std::get_if<bool>(&value);
  switch (condition.filter->kind) {
    case FilterKind::kList:
      return condition.filter->texts ? HasText(value, condition.texts, false)
                                     : HasNumber(value, condition.numbers);
    case FilterKind::kNumber:
      return HasNumber(value, condition.numbers);
    case FilterKind::kTime: {
      const auto* time = std::get_if<absl::Time>(&value);
      return time != nullptr &&
             std::all_of(condition.bounds.begin(), condition.bounds.end(),
                         [&](const TimeBound& b) { return Within(*time, b); });
    }
    case FilterKind::kBool:
      return flag != nullptr && *flag == condition.flag;
    case FilterKind::kReveals:
    case FilterKind::kConceals:
      return condition.flag || flag == nullptr || !*flag;
    case FilterKind::kNarrows:
      return !condition.flag || (flag != nullptr && *flag);
    case FilterKind::kWord:
    case FilterKind::kText:
      return HasText(value, condition.texts, false);
    case FilterKind::kTextAnyCase:
      return HasText(value, condition.texts, true);
  }
  return false;
}

}  // namespace hirewire::sim
