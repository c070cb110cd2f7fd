// Values of custom fields, and the fields themselves.
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

absl::string_view FieldType(CustomType type) {
  constexpr absl::string_view kWords[kCustomTypes] = {"String",
                                                      "LongText",
                                                      "Boolean",
                                                      "ValueSelect",
                                                      "MultiValueSelect",
                                                      "Currency",
                                                      "CompensationRange",
                                                      "Number",
                                                      "NumberRange",
                                                      "Date",
                                                      "Url",
                                                      "UUID"};
  return kWords[static_cast<int>(type)];
}

// Empty for owners whose fields are no custom fields at this vendor.
absl::string_view ObjectType(CustomOwner owner) {
  constexpr absl::string_view kWords[] = {
      "Candidate", "Application", "Job", "Offer",
      "Opening",   "Employee",    "",    ""};
  return kWords[static_cast<int>(owner)];
}

// Writes a value by its C++ type, of which CustomValue has one per shape.
struct ValueWriter {
  JsonWriter& writer;

  void operator()(std::monostate) const { writer.Null(); }
  void operator()(const std::string& text) const { writer.String(text); }
  void operator()(bool value) const { writer.Bool(value); }
  void operator()(const Choices& choices) const {
    writer.BeginArray();
    for (const std::string& name : choices.names) {
      writer.String(OptionValue(name));
    }
    writer.EndArray();
  }
  void operator()(const Money& money) const {
    writer.BeginObject().Key("value").Raw(money.amount);
    writer.Key("currencyCode").String(money.currency).EndObject();
  }
  void operator()(const MoneyRange& range) const {
    writer.BeginObject().Key("type").String("compensation-range");
    writer.Key("minValue").Raw(range.low);
    writer.Key("maxValue").Raw(range.high);
    writer.Key("currencyCode").String(range.currency);
    writer.Key("interval").String("1 YEAR").EndObject();
  }
  void operator()(const NumberRange& range) const {
    writer.BeginObject().Key("type").String("number-range");
    writer.Key("minValue").Raw(range.low);
    writer.Key("maxValue").Raw(range.high).EndObject();
  }
  void operator()(const absl::CivilDay& day) const {
    writer.String(absl::FormatCivilTime(day));
  }
  void operator()(const UserChoice& choice) const {
    writer.String(AshbyId(Table::kUser, choice.user));
  }
};

void WriteLabels(const CustomValue& value, JsonWriter& writer) {
  if (const auto* many = std::get_if<Choices>(&value)) {
    writer.Key("valueLabel").BeginArray();
    for (const std::string& name : many->names) writer.String(name);
    writer.EndArray();
  } else if (const auto* one = std::get_if<std::string>(&value)) {
    writer.Key("valueLabel").String(*one);
  }
}

void WriteValue(const CustomField& field, const CustomValue& value,
                JsonWriter& writer) {
  const auto* text = std::get_if<std::string>(&value);
  const bool select = field.type == CustomType::kSingleSelect;
  if (select || field.type == CustomType::kMultiSelect) {
    WriteLabels(value, writer);
  }
  writer.Key("value");
  if (text != nullptr && field.type == CustomType::kNumber) {
    writer.Raw(*text);
  } else if (text != nullptr && select) {
    writer.String(OptionValue(*text));
  } else {
    std::visit(ValueWriter{writer}, value);
  }
}

void WriteField(const View& view, const Arguments&, Ref ref,
                JsonWriter& writer) {
  const CustomField& field = view.company.custom_fields[ref];
  writer.BeginObject();
  WriteId("id", Table::kCustomField, ref, writer);
  writer.Key("isPrivate").Bool(field.is_private);
  writer.Key("title").String(field.name);
  writer.Key("objectType").String(ObjectType(field.owner));
  writer.Key("isArchived").Bool(!field.active);
  writer.Key("fieldType").String(FieldType(field.type));
  writer.Key("isRequired").Bool(field.required);
  const auto [first, last] =
      RowsOf(view.company.custom_field_options, &CustomFieldOption::field, ref);
  if (first < last) {
    writer.Key("selectableValues").BeginArray();
    for (Ref i = first; i < last; ++i) {
      const CustomFieldOption& option = view.company.custom_field_options[i];
      writer.BeginObject().Key("label").String(option.name);
      writer.Key("value").String(OptionValue(option.name));
      writer.Key("isArchived").Bool(!option.active).EndObject();
    }
    writer.EndArray();
  }
  writer.EndObject();
}

constexpr Resource kFields = {
    .table = Table::kCustomField,
    .count = [](const Company& c) { return c.custom_fields.size(); },
    .exists =
        [](const View& view, Ref ref) {
          const CustomField& field = view.company.custom_fields[ref];
          return !field.deleted && !ObjectType(field.owner).empty() &&
                 (view.key.private_fields || !field.is_private);
        },
    .write = WriteField,
    .record = [](const Company& c, Ref ref) -> const Record& {
      return c.custom_fields[ref];
    }};

}  // namespace

void WriteCustomFields(const View& view, absl::string_view name,
                       const CustomEntries& entries, JsonWriter& writer) {
  writer.Key(name).BeginArray();
  for (const CustomEntry& entry : entries) {
    const CustomField& field = view.company.custom_fields[entry.field];
    if (std::holds_alternative<std::monostate>(entry.value)) continue;
    if (field.is_private && !view.key.private_fields) continue;
    writer.BeginObject();
    WriteId("id", Table::kCustomField, entry.field, writer);
    writer.Key("isPrivate").Bool(field.is_private);
    writer.Key("title").String(field.name);
    WriteValue(field, entry.value, writer);
    writer.EndObject();
  }
  writer.EndArray();
}

void AddFields(std::vector<Endpoint>& all) {
  constexpr absl::string_view kMay = "hiringProcessMetadata:read";
  all.push_back(
      {.name = "customField.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kFields,
       .parameters = {Flag("includeArchived")},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return view.company.custom_fields[ref].active ||
                arguments.True("includeArchived");
       }});
  all.push_back(InfoOf("customField.info", kMay, kFields, "customFieldId",
                       "custom_field_not_found"));
}

}  // namespace hirewire::sim::ashby
