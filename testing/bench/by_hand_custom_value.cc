#include "testing/bench/by_hand_custom_value.h"

#include <string>
#include <string_view>

#include "connectors/engine/decimal.h"

namespace hirewire::bench {

bool Amount(dom::element value, std::string_view currency, v1::Money& money) {
  money.set_currency_code(currency.data(), currency.size());
  std::string digits;
  if (value.is_string()) {
    digits = std::string(Text(value));
  } else if (value.is_number()) {
    digits = simdjson::minify(value);
  }
  const auto amount = engine::ParseDecimal(digits);
  if (!amount) return false;
  money.set_units(amount->units);
  money.set_nanos(amount->nanos);
  return true;
}

namespace {

bool MoneyValue(dom::element value, v1::CustomValue& custom) {
  dom::element amount;
  if (value["amount"].get(amount) != simdjson::SUCCESS) return false;
  return Amount(amount, Text(value["unit"]), *custom.mutable_money_value());
}

bool MoneyRangeValue(dom::element value, v1::CustomValue& custom) {
  const std::string_view unit = Text(value["unit"]);
  v1::MoneyRange& range = *custom.mutable_money_range_value();
  bool any = false;
  dom::element end;
  if (value["min_value"].get(end) == simdjson::SUCCESS && !end.is_null()) {
    if (!Amount(end, unit, *range.mutable_min())) return false;
    any = true;
  }
  if (value["max_value"].get(end) == simdjson::SUCCESS && !end.is_null()) {
    if (!Amount(end, unit, *range.mutable_max())) return false;
    any = true;
  }
  return any;
}

bool UserValue(dom::element value, v1::CustomValue& custom) {
  std::string id = Id(value["user_id"]);
  if (id.empty()) return false;
  v1::UserReference& user = *custom.mutable_user_value();
  user.set_user_id(std::move(id));
  const std::string_view name = Text(value["name"]);
  user.set_full_name(name.data(), name.size());
  const std::string_view email = Text(value["email"]);
  user.set_email(email.data(), email.size());
  return true;
}

bool Strings(dom::element value, v1::CustomValue& custom) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return false;
  v1::StringList& list = *custom.mutable_strings_value();
  for (const dom::element item : array) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) return false;
    list.add_values(text.data(), text.size());
  }
  return true;
}

bool ByJsonType(dom::element value, v1::CustomValue& custom) {
  switch (value.type()) {
    case dom::element_type::STRING: {
      const std::string_view text = Text(value);
      custom.set_string_value(text.data(), text.size());
      return true;
    }
    case dom::element_type::INT64:
      custom.set_int_value(int64_t(value));
      return true;
    case dom::element_type::DOUBLE:
      custom.set_double_value(double(value));
      return true;
    case dom::element_type::BOOL:
      custom.set_bool_value(bool(value));
      return true;
    case dom::element_type::ARRAY:
      return Strings(value, custom);
    default:
      return false;
  }
}

bool Typed(std::string_view type, dom::element value, v1::CustomValue& custom) {
  std::string_view text;
  if (type == "currency") return MoneyValue(value, custom);
  if (type == "currency_range") return MoneyRangeValue(value, custom);
  if (type == "number_range") return false;
  if (type == "user") return UserValue(value, custom);
  if (type == "multi_select") return Strings(value, custom);
  if (type == "url") {
    if (value.get(text) != simdjson::SUCCESS) return false;
    custom.set_url_value(text.data(), text.size());
    return true;
  }
  if (type == "date" || type == "date_of_birth") {
    if (value.get(text) != simdjson::SUCCESS) return false;
    if (!ParseDate(absl::string_view(text.data(), text.size()))) return false;
    custom.set_date_value(text.data(), text.size());
    return true;
  }
  return ByJsonType(value, custom);
}

}  // namespace

void PlainValue(dom::element value, v1::CustomValue& custom) {
  if (ByJsonType(value, custom)) return;
  custom.set_json_value(simdjson::minify(value));
}

void CustomFields(const simdjson::simdjson_result<dom::element>& found,
                  google::protobuf::RepeatedPtrField<v1::CustomField>& fields) {
  dom::object object;
  if (found.get(object) != simdjson::SUCCESS) return;
  for (const dom::key_value_pair member : object) {
    v1::CustomField& field = *fields.Add();
    field.set_key(member.key.data(), member.key.size());
    const std::string_view label = Text(member.value["name"]);
    field.set_label(label.data(), label.size());
    dom::element value;
    if (member.value["value"].get(value) != simdjson::SUCCESS) continue;
    if (value.is_null()) continue;
    v1::CustomValue& custom = *field.mutable_value();
    if (Typed(Text(member.value["type"]), value, custom)) continue;
    custom.set_json_value(simdjson::minify(value));
  }
}

}  // namespace hirewire::bench
