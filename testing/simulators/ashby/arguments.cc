#include "testing/simulators/ashby/arguments.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"

namespace hirewire::sim::ashby {
namespace {

constexpr int kMaxLimit = 100;

absl::Status Wrong(absl::string_view name, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", what));
}

bool Lists(const std::vector<absl::string_view>& words,
           absl::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

absl::StatusOr<Arguments::Value> TextOf(const Parameter& parameter,
                                        const json::Value& value) {
  if (!value.is_string()) return Wrong(parameter.name, "must be a string");
  std::string text(value.AsString());
  if (parameter.takes == Takes::kId && !IsUuid(text)) {
    return Wrong(parameter.name, "must be a UUID");
  }
  if (parameter.takes == Takes::kWord && !Lists(parameter.words, text)) {
    return Wrong(parameter.name, "is none of the words it may be");
  }
  if (text.empty()) return Wrong(parameter.name, "must not be empty");
  return text;
}

absl::StatusOr<Arguments::Value> WordsOf(const Parameter& parameter,
                                         const json::Value& value) {
  if (!value.is_array()) return Wrong(parameter.name, "must be an array");
  if (value.size() == 0) return Wrong(parameter.name, "must not be empty");
  std::vector<std::string> words;
  for (const json::Value item : value.items()) {
    if (!item.is_string() || !Lists(parameter.words, item.AsString())) {
      return Wrong(parameter.name, "holds none of the words it may hold");
    }
    words.emplace_back(item.AsString());
  }
  return words;
}

absl::StatusOr<Arguments::Value> NumberOf(const Parameter& parameter,
                                          const json::Value& value) {
  if (value.kind() != json::Kind::kInt64) {
    return Wrong(parameter.name, "must be an integer");
  }
  const int64_t number = value.AsInt64();
  if (parameter.takes == Takes::kLimit && (number < 1 || number > kMaxLimit)) {
    return Wrong(parameter.name, "must be from 1 to 100");
  }
  if (number < 0) return Wrong(parameter.name, "must not be negative");
  return number;
}

absl::StatusOr<Arguments::Value> ValueOf(const Parameter& parameter,
                                         const json::Value& value) {
  switch (parameter.takes) {
    case Takes::kId:
    case Takes::kText:
    case Takes::kWord:
      return TextOf(parameter, value);
    case Takes::kWords:
      return WordsOf(parameter, value);
    case Takes::kMillis:
    case Takes::kLimit:
      return NumberOf(parameter, value);
    case Takes::kFlag:
      break;
  }
  if (!value.is_bool()) return Wrong(parameter.name, "must be a boolean");
  return value.AsBool();
}

}  // namespace

template <typename T>
const T* Arguments::Find(absl::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : std::get_if<T>(&found->second);
}

bool Arguments::Has(absl::string_view name) const {
  return values_.find(name) != values_.end();
}

bool Arguments::True(absl::string_view name) const {
  const bool* flag = Find<bool>(name);
  return flag != nullptr && *flag;
}

std::string Arguments::Text(absl::string_view name) const {
  const auto* text = Find<std::string>(name);
  return text == nullptr ? std::string() : *text;
}

OptionalTime Arguments::Time(absl::string_view name) const {
  const auto* millis = Find<int64_t>(name);
  if (millis == nullptr) return std::nullopt;
  return absl::FromUnixMillis(*millis);
}

Ref Arguments::RefIn(Table table, absl::string_view name) const {
  return AshbyRef(table, Text(name));
}

bool Arguments::Admits(Table table, absl::string_view name, Ref ref) const {
  return !Has(name) || (ref != kNone && RefIn(table, name) == ref);
}

bool Arguments::Admits(absl::string_view name, absl::string_view word) const {
  if (const auto* one = Find<std::string>(name)) return *one == word;
  const auto* words = Find<std::vector<std::string>>(name);
  return words == nullptr ||
         std::find(words->begin(), words->end(), word) != words->end();
}

bool Arguments::Expands(absl::string_view word) const {
  return Has("expand") && Admits("expand", word);
}

int Arguments::limit() const {
  const auto* limit = Find<int64_t>("limit");
  return limit == nullptr ? kMaxLimit : static_cast<int>(*limit);
}

bool Arguments::Repeats(const Arguments& first) const {
  for (const auto& [name, value] : values_) {
    if (name == "cursor" || name == "limit") continue;
    const auto before = first.values_.find(name);
    if (before == first.values_.end() || before->second != value) return false;
  }
  return true;
}

void Arguments::Set(absl::string_view name, Value value) {
  values_.insert_or_assign(std::string(name), std::move(value));
}

absl::StatusOr<Arguments> ParseArguments(
    const std::string& body, const std::vector<Parameter>& parameters) {
  const absl::StatusOr<json::Document> document = json::Parse(body);
  if (!document.ok() || !document->root().is_object()) {
    return absl::InvalidArgumentError("the body must be a JSON object");
  }
  Arguments arguments;
  for (const json::Member member : document->root().members()) {
    const auto known = std::find_if(
        parameters.begin(), parameters.end(),
        [&](const Parameter& one) { return one.name == member.key; });
    if (known == parameters.end()) {
      return Wrong(member.key, "is not a parameter of this endpoint");
    }
    absl::StatusOr<Arguments::Value> value = ValueOf(*known, member.value);
    if (!value.ok()) return value.status();
    arguments.Set(member.key, *std::move(value));
  }
  for (const Parameter& parameter : parameters) {
    if (parameter.required && !arguments.Has(parameter.name)) {
      return Wrong(parameter.name, "is required");
    }
  }
  return arguments;
}

}  // namespace hirewire::sim::ashby
