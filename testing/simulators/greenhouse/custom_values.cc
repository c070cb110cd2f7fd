#include "testing/simulators/greenhouse/custom_values.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "testing/data/company.h"

namespace hirewire::sim {
namespace {

// The vendor's key of the unit is the same in both shapes of money.
void WriteMoney(const Money& money, JsonWriter& writer) {
  writer.BeginObject().Key("amount").String(money.amount);
  writer.Key("unit").String(money.currency).EndObject();
}

void WriteRange(const MoneyRange& range, JsonWriter& writer) {
  writer.BeginObject().Key("unit").String(range.currency);
  writer.Key("min_value").String(range.low);
  writer.Key("max_value").String(range.high).EndObject();
}

void WriteUser(const View& view, Ref ref, JsonWriter& writer) {
  const User& user = view.company.users[ref];
  writer.BeginObject().Key("user_id").Int(view.ids.Of(Table::kUsers, ref));
  writer.Key("name").String(absl::StrCat(user.first_name.value_or(""), " ",
                                         user.last_name.value_or("")));
  writer.Key("email").String(user.email);
  writer.Key("employee_id").OptionalString(user.employee_id).EndObject();
}

// Writes a value by its C++ type, of which CustomValue has one per shape.
struct ValueWriter {
  const View& view;
  JsonWriter& writer;

  void operator()(std::monostate) const { writer.Null(); }
  void operator()(const std::string& text) const { writer.String(text); }
  void operator()(bool value) const { writer.Bool(value); }
  void operator()(const Choices& choices) const {
    writer.BeginArray();
    for (const std::string& name : choices.names) writer.String(name);
    writer.EndArray();
  }
  void operator()(const Money& money) const { WriteMoney(money, writer); }
  void operator()(const MoneyRange& range) const { WriteRange(range, writer); }
  void operator()(const NumberRange& range) const {
    writer.BeginObject().Key("min_value").String(range.low);
    writer.Key("max_value").String(range.high).EndObject();
  }
  void operator()(const absl::CivilDay& day) const {
    writer.String(absl::FormatCivilTime(day));
  }
  void operator()(const UserChoice& choice) const {
    WriteUser(view, choice.user, writer);
  }
};

void WriteEntry(const View& view, const CustomEntry& entry,
                JsonWriter& writer) {
  const CustomField& field = view.company.custom_fields[entry.field];
  writer.Key(field.key).BeginObject();
  writer.Key("name").String(field.name);
  writer.Key("type").String(CustomTypeWord(field.type));
  writer.Key("value");
  const auto* text = std::get_if<std::string>(&entry.value);
  if (field.type == CustomType::kNumber && text != nullptr) {
    writer.Raw(*text);
  } else {
    std::visit(ValueWriter{view, writer}, entry.value);
  }
  writer.EndObject();
}

std::vector<int64_t> ChosenOptions(const View& view,
                                   const CustomEntries& entries) {
  std::vector<int64_t> chosen;
  const auto& options = view.company.custom_field_options;
  for (const CustomEntry& entry : entries) {
    const auto* text = std::get_if<std::string>(&entry.value);
    const auto* list = std::get_if<Choices>(&entry.value);
    for (size_t i = 0; i < options.size(); ++i) {
      if (options[i].field != entry.field) continue;
      bool match = text != nullptr && *text == options[i].name;
      for (size_t c = 0; list != nullptr && c < list->names.size(); ++c) {
        match = match || list->names[c] == options[i].name;
      }
      if (!match) continue;
      chosen.push_back(
          view.ids.Of(Table::kCustomFieldOptions, static_cast<Ref>(i)));
    }
  }
  return chosen;
}

}  // namespace

const char* CustomTypeWord(CustomType type) {
  constexpr const char* kWords[kCustomTypes] = {
      "short_text",     "long_text",    "boolean",
      "single_select",  "multi_select", "currency",
      "currency_range", "number",       "number_range",
      "date",           "url",          "user"};
  return kWords[static_cast<int>(type)];
}

void WriteCustom(const View& view, absl::string_view name,
                 const CustomEntries& entries, Row& row) {
  if (row.Seeking("custom_field_option_id")) {
    row.Hidden("custom_field_option_id", ChosenOptions(view, entries));
  }
  row.Json(name, [&](JsonWriter& writer) {
    if (entries.empty()) {
      writer.Null();
      return;
    }
    writer.BeginObject();
    for (const CustomEntry& entry : entries) WriteEntry(view, entry, writer);
    writer.EndObject();
  });
}

}  // namespace hirewire::sim
