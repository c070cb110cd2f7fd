#include "connectors/engine/compile_filter.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "connectors/engine/compile_expression.h"
#include "connectors/engine/compile_words.h"
#include "connectors/engine/request_table.h"
#include "connectors/engine/unified_model.h"
#include "google/protobuf/descriptor.h"

namespace hirewire::engine {
namespace {

using connector::v1::Entity;
using connector::v1::Filter;
using connector::v1::Join;
using google::protobuf::FieldDescriptor;

// The filter's field in the entity's List request; null where there is none.
const FieldDescriptor* FindFilter(const Entity& entity,
                                  const std::string& name) {
  const auto* request = ListRequestOf(entity.message());
  if (request == nullptr) return nullptr;
  const FieldDescriptor* field = request->FindFieldByName(name);
  const bool is_filter =
      field != nullptr && field->number() >= kFirstFilterNumber;
  return is_filter ? field : nullptr;
}

bool IsRequired(const Entity& entity, const std::string& filter) {
  const auto& required = entity.list().required_filters();
  return std::find(required.begin(), required.end(), filter) != required.end();
}

// Times are the only messages among the filters.
bool IsTime(const FieldDescriptor& field) {
  return field.message_type() != nullptr;
}

absl::Status CheckHow(const Filter& spec, const FieldDescriptor& field,
                      const Place& place) {
  if (spec.match().empty()) return absl::OkStatus();
  const bool compares_times =
      spec.how() == connector::v1::COMPARISON_AT_OR_AFTER ||
      spec.how() == connector::v1::COMPARISON_BEFORE;
  if (spec.how() == connector::v1::COMPARISON_UNSPECIFIED) {
    return place.Error("how", "is needed with match");
  }
  if (compares_times != IsTime(field)) {
    return place.Error("how", "does not fit the filter's type");
  }
  return absl::OkStatus();
}

absl::Status CheckWords(const Filter& spec, const FieldDescriptor& field,
                        const Place& place) {
  for (int i = 0; i < spec.words_size(); ++i) {
    const std::string& value = spec.words(i).value();
    const auto* type = field.enum_type();
    const bool known = type != nullptr
                           ? FindEnumValue(*type, value) != nullptr
                           : field.type() != FieldDescriptor::TYPE_BOOL ||
                                 value == "true" || value == "false";
    if (!known) {
      return place.At("words", i)
          .Error("value", absl::StrCat(spec.name(), " has no value ", value));
    }
  }
  return absl::OkStatus();
}

// What a filter's match looks into must be reference data: emulation costs no
// calls.
absl::Status CheckLookups(const CompiledFilter& filter, const Place& place,
                          const Entity& entity) {
  if (!filter.match) return absl::OkStatus();
  for (const std::string& table : filter.match->lookup_tables()) {
    bool reference = table == kRequestTable;
    for (const Join& join : entity.joins()) {
      reference |= join.name() == table && join.batch() == 0;
    }
    if (!reference) {
      return place.Error("match",
                         absl::StrCat("no reference join is named ", table));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CompiledFilter> CompileFilter(const Filter& spec,
                                             const Place& place,
                                             const Entity& entity) {
  const FieldDescriptor* field = FindFilter(entity, spec.name());
  if (field == nullptr) {
    return place.Error("name", absl::StrCat("no unified filter ", spec.name()));
  }
  if (spec.parameter().empty() && spec.match().empty() &&
      !IsRequired(entity, spec.name())) {
    return place.Error("parameter", "a parameter or a match is needed");
  }
  HW_RETURN_IF_ERROR(CheckHow(spec, *field, place));
  if (spec.instant_before() && (!IsTime(*field) || spec.parameter().empty())) {
    return place.Error("instant_before", "is for a time that is a parameter");
  }
  HW_RETURN_IF_ERROR(CheckWords(spec, *field, place));
  for (int i = 0; i < spec.not_with_size(); ++i) {
    if (FindFilter(entity, spec.not_with(i)) == nullptr) {
      return place.Error(
          "not_with", absl::StrCat("no unified filter ", spec.not_with(i)), i);
    }
  }
  CompiledFilter out;
  out.spec = spec;
  const std::string text = spec.value().empty() ? "{value}" : spec.value();
  auto value = UriTemplate::Compile(text, {"value"});
  if (!value.ok()) return place.Error("value", value.status().message());
  out.value = *std::move(value);
  HW_ASSIGN_OR_RETURN(out.match, CompileOptional(spec.match(), place, "match"));
  HW_RETURN_IF_ERROR(CheckLookups(out, place, entity));
  return out;
}

absl::Status CheckRequiredFilter(const Entity& entity, const Place& place,
                                 int index) {
  const std::string& name = entity.list().required_filters(index);
  const FieldDescriptor* field = FindFilter(entity, name);
  if (field == nullptr) {
    return place.Error("required_filters",
                       absl::StrCat("no unified filter ", name), index);
  }
  if (IsTime(*field)) {
    return place.Error("required_filters", "cannot be a time", index);
  }
  return absl::OkStatus();
}

}  // namespace hirewire::engine
