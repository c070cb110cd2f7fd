#include "connectors/engine/filters.h"

#include <algorithm>
#include <string>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/rfc3339.h"
#include "base/time/timestamps.h"
#include "connectors/engine/convert.h"

namespace hirewire::engine {
namespace {

using connector::v1::Filter;
using connectors::FilterValue;
using Filters = std::vector<FilterValue>;

absl::Status Unsupported(const std::string& name, absl::string_view why) {
  return Error(v1::ERROR_REASON_FILTER_UNSUPPORTED)
      .With("field", name)
      .Message(absl::StrCat("the filter ", name, " ", why));
}

// The last millisecond before it: no vendor tells shorter times apart. Coarser
// formats cut it down further.
absl::Time InstantBefore(absl::Time time) {
  return absl::FromUnixMillis(absl::ToUnixMillis(time - absl::Nanoseconds(1)));
}

std::string TimeText(const Filter& filter, absl::Time time) {
  if (filter.instant_before()) time = InstantBefore(time);
  switch (filter.format()) {
    case connector::v1::FORMAT_EPOCH_MILLIS:
      return absl::StrCat(absl::ToUnixMillis(time));
    case connector::v1::FORMAT_EPOCH_SECONDS:
      return absl::StrCat(absl::ToUnixSeconds(time));
    default:
      return FormatRfc3339(hirewire::ToTimestamp(time));
  }
}

// The vendor's word for the filter's value: the first, where the vendor tells
// apart what the unified model does not.
absl::StatusOr<std::string> ValueText(const Filter& filter,
                                      const FilterValue& value) {
  if (const auto* time = std::get_if<absl::Time>(&value.value)) {
    return TimeText(filter, *time);
  }
  const std::string& text = std::get<std::string>(value.value);
  if (filter.words().empty()) return text;
  for (const auto& word : filter.words()) {
    if (word.value() == text) return word.word();
  }
  return Unsupported(value.name,
                     absl::StrCat("cannot be ", text, " with this vendor"));
}

bool IsSet(const Filters& filters, const std::string& name) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const FilterValue& f) { return f.name == name; });
}

bool ClashesWith(const Filter& filter, const Filters& filters) {
  return std::any_of(
      filter.not_with().begin(), filter.not_with().end(),
      [&](const std::string& other) { return IsSet(filters, other); });
}

// What the filter's value is in a JSON body.
connector::v1::JsonType TypeOf(const Filter& filter) {
  const bool counts = filter.format() == connector::v1::FORMAT_EPOCH_MILLIS ||
                      filter.format() == connector::v1::FORMAT_EPOCH_SECONDS;
  return counts ? connector::v1::JSON_TYPE_INTEGER : filter.type();
}

// Adds all words of the filter's value: a list takes as many as there are.
void AddWords(const CompiledFilter& filter, const FilterValue& value,
              Arguments& out) {
  const std::string* wanted = std::get_if<std::string>(&value.value);
  for (const auto& word : filter.spec.words()) {
    if (wanted == nullptr || word.value() != *wanted) continue;
    out.push_back({filter.spec.parameter(), word.word(), filter.spec.type()});
  }
}

// Adds the parameter, or joins its value to one that is there already.
absl::Status AddNative(const CompiledFilter& filter, const FilterValue& value,
                       Arguments& out) {
  HW_ASSIGN_OR_RETURN(const std::string text, ValueText(filter.spec, value));
  const std::string whole =
      *filter.value.Expand({{"value", text}}, UriTemplate::kVerbatim);
  if (filter.spec.type() == connector::v1::JSON_TYPE_TEXT_LIST &&
      filter.spec.words_size() > 0) {
    AddWords(filter, value, out);
    return absl::OkStatus();
  }
  for (Argument& written : out) {
    if (written.name != filter.spec.parameter()) continue;
    if (filter.spec.separator().empty()) {
      return Unsupported(value.name, "cannot be combined with the others");
    }
    absl::StrAppend(&written.value, filter.spec.separator(), whole);
    return absl::OkStatus();
  }
  out.push_back({filter.spec.parameter(), whole, TypeOf(filter.spec)});
  return absl::OkStatus();
}

absl::Status ApplyOne(const CompiledList& list, const Filters& all,
                      const FilterValue& value, AppliedFilters& out) {
  const auto found = list.filters.find(value.name);
  if (found == list.filters.end()) {
    return Unsupported(value.name, "is not supported by this vendor");
  }
  const CompiledFilter& filter = found->second;
  const bool native = !filter.spec.parameter().empty();
  if (native && !ClashesWith(filter.spec, all)) {
    return AddNative(filter, value, out.native);
  }
  if (!filter.match) {
    return Unsupported(value.name, "cannot be combined with the others");
  }
  HW_RETURN_IF_ERROR(ValueText(filter.spec, value).status());
  out.emulated.push_back({&filter, &value});
  return absl::OkStatus();
}

// Whether a vendor's word means what the filter asks for.
bool SameWord(const Filter& filter, const std::string& word,
              const std::string& wanted) {
  if (filter.how() == connector::v1::COMPARISON_EQUALS_IGNORING_CASE) {
    return absl::EqualsIgnoreCase(word, wanted);
  }
  if (filter.words().empty()) return word == wanted;
  const bool known = std::any_of(
      filter.words().begin(), filter.words().end(),
      [&](const connector::v1::Word& one) { return one.word() == word; });
  // As the field has it: words that nobody knows are OTHER.
  if (!known) return wanted == "OTHER";
  return std::any_of(filter.words().begin(), filter.words().end(),
                     [&](const connector::v1::Word& known) {
                       return known.word() == word && known.value() == wanted;
                     });
}

bool SameValue(const Filter& filter, const expr::Value& value,
               const std::string& wanted) {
  if (value.is_bool()) {
    return SameWord(filter, value.AsBool() ? "true" : "false", wanted);
  }
  const auto text = ToText(value);
  return text && SameWord(filter, *text, wanted);
}

bool PassesTime(const Filter& filter, const expr::Value& value,
                absl::Time bound) {
  Timestamp time;
  if (ToTimestamp(value, filter.format(), time) != kFine) return false;
  const absl::Time at = ToTime(time);
  const bool before = filter.how() == connector::v1::COMPARISON_BEFORE;
  return before ? at < bound : at >= bound;
}

bool PassesOne(const EmulatedFilter& applied, const expr::Value& record,
               const expr::Context& context) {
  const Filter& spec = applied.filter->spec;
  const auto value = applied.filter->match->Evaluate(record, context);
  if (!value.ok() || value->is_null()) return false;
  if (const auto* bound = std::get_if<absl::Time>(&applied.value->value)) {
    return PassesTime(spec, *value, *bound);
  }
  const std::string& wanted = std::get<std::string>(applied.value->value);
  if (!value->is_array()) return SameValue(spec, *value, wanted);
  for (const expr::Value item : value->items()) {
    if (SameValue(spec, item, wanted)) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<AppliedFilters> ApplyFilters(const CompiledList& list,
                                            const Filters& filters) {
  AppliedFilters out;
  for (const std::string& name : list.required_filters) {
    if (IsSet(filters, name)) continue;
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", name)
        .Message(absl::StrCat("this vendor lists these only by ", name));
  }
  for (const FilterValue& value : filters) {
    const bool required =
        std::find(list.required_filters.begin(), list.required_filters.end(),
                  value.name) != list.required_filters.end();
    if (required) {
      const auto found = list.filters.find(value.name);
      HW_ASSIGN_OR_RETURN(
          out.variables[value.name],
          ValueText(found == list.filters.end() ? Filter::default_instance()
                                                : found->second.spec,
                    value));
      continue;
    }
    HW_RETURN_IF_ERROR(ApplyOne(list, filters, value, out));
  }
  return out;
}

bool Passes(const std::vector<EmulatedFilter>& filters,
            const expr::Value& record, const expr::Context& context) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const EmulatedFilter& filter) {
                       return PassesOne(filter, record, context);
                     });
}

}  // namespace hirewire::engine
