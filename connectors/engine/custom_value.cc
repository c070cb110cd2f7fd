#include "connectors/engine/custom_value.h"

#include <string>

#include "hirewire/v1/custom_field.pb.h"
#include "hirewire/v1/money.pb.h"

namespace hirewire::engine {
namespace {

using connector::v1::Kind;
using expr::Value;
using Custom = v1::CustomValue;

bool WriteNumber(const Value& value, WireWriter& out) {
  // Above int64 a double would lose digits; as JSON it keeps them.
  if (!value.is_number() || value.kind() == expr::Kind::kUint64) return false;
  if (value.kind() == expr::Kind::kInt64) {
    out.Varint(Custom::kIntValueFieldNumber,
               static_cast<uint64_t>(value.AsInt64()));
  } else {
    out.Double(Custom::kDoubleValueFieldNumber, value.ToDouble());
  }
  return true;
}

bool WriteInteger(const Value& value, WireWriter& out) {
  const auto number = ToInteger(value);
  if (!number) return false;
  out.Varint(Custom::kIntValueFieldNumber, static_cast<uint64_t>(*number));
  return true;
}

bool WriteString(int number, const Value& value, WireWriter& out) {
  const Text text(value);
  if (text) out.Bytes(number, text.view());
  return static_cast<bool>(text);
}

bool WriteBool(const Value& value, WireWriter& out) {
  if (!value.is_bool()) return false;
  out.Varint(Custom::kBoolValueFieldNumber, value.AsBool());
  return true;
}

bool WriteDate(const Value& value, WireWriter& out) {
  if (!value.is_string() || !ParseDate(value.AsString())) return false;
  out.Bytes(Custom::kDateValueFieldNumber, value.AsString());
  return true;
}

bool WriteTime(const Value& value, connector::v1::Format format,
               WireWriter& out) {
  return WriteTimestamp(Custom::kTimestampValueFieldNumber, value, format,
                        out) == kFine;
}

bool WriteStrings(const Value& value, WireWriter& out) {
  if (!value.is_array()) return false;
  const size_t mark = out.BeginMessage(Custom::kStringsValueFieldNumber);
  for (const Value item : value.items()) {
    if (!WriteString(v1::StringList::kValuesFieldNumber, item, out)) {
      return false;
    }
  }
  out.EndMessage(mark);
  return true;
}

// The member of the first of `names` that is there.
Value FirstOf(const Value& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const Value found = object.Find(name); !found.is_null()) return found;
  }
  return Value();
}

bool WriteMoney(int number, const Value& amount, const Value& currency,
                WireWriter& out) {
  const size_t mark = out.BeginMessage(number);
  if (currency.is_string()) {
    out.Bytes(v1::Money::kCurrencyCodeFieldNumber, currency.AsString());
  }
  if (WriteMoneyAmount(amount, out) != kFine) return false;
  out.EndMessage(mark);
  return true;
}

bool WriteMoneyValue(const Value& value, WireWriter& out) {
  if (!value.is_object()) {
    return WriteMoney(Custom::kMoneyValueFieldNumber, value, Value(), out);
  }
  return WriteMoney(Custom::kMoneyValueFieldNumber,
                    FirstOf(value, {"amount", "value"}),
                    FirstOf(value, {"unit", "currency", "currencyCode"}), out);
}

bool WriteMoneyRange(const Value& value, WireWriter& out) {
  const Value currency = FirstOf(value, {"unit", "currency", "currencyCode"});
  const Value least = FirstOf(value, {"min_value", "minValue", "min"});
  const Value most = FirstOf(value, {"max_value", "maxValue", "max"});
  if (least.is_null() && most.is_null()) return false;
  const size_t mark = out.BeginMessage(Custom::kMoneyRangeValueFieldNumber);
  const bool written =
      (least.is_null() ||
       WriteMoney(v1::MoneyRange::kMinFieldNumber, least, currency, out)) &&
      (most.is_null() ||
       WriteMoney(v1::MoneyRange::kMaxFieldNumber, most, currency, out));
  out.EndMessage(mark);
  return written;
}

bool WriteUser(const Value& value, WireWriter& out) {
  const size_t mark = out.BeginMessage(Custom::kUserValueFieldNumber);
  const Value id =
      value.is_object() ? FirstOf(value, {"user_id", "id"}) : value;
  if (!WriteString(v1::UserReference::kUserIdFieldNumber, id, out)) {
    return false;
  }
  WriteString(v1::UserReference::kFullNameFieldNumber, value.Find("name"), out);
  WriteString(v1::UserReference::kEmailFieldNumber, value.Find("email"), out);
  out.EndMessage(mark);
  return true;
}

// By the JSON type alone. Objects and mixed lists are left to the caller.
bool WriteByJsonType(const Value& value, WireWriter& out) {
  if (value.is_string()) {
    return WriteString(Custom::kStringValueFieldNumber, value, out);
  }
  if (value.is_bool()) return WriteBool(value, out);
  if (value.is_number()) return WriteNumber(value, out);
  return WriteStrings(value, out);
}

bool WriteTyped(Kind::Type type, const Value& value, WireWriter& out) {
  switch (type) {
    case Kind::TYPE_STRING:
      return WriteString(Custom::kStringValueFieldNumber, value, out);
    case Kind::TYPE_INTEGER:
      return WriteInteger(value, out);
    case Kind::TYPE_NUMBER:
      return WriteNumber(value, out);
    case Kind::TYPE_BOOL:
      return WriteBool(value, out);
    case Kind::TYPE_TIMESTAMP:
      return WriteTime(value, connector::v1::FORMAT_UNSPECIFIED, out);
    case Kind::TYPE_EPOCH_MILLIS:
      return WriteTime(value, connector::v1::FORMAT_EPOCH_MILLIS, out);
    case Kind::TYPE_DATE:
      return WriteDate(value, out);
    case Kind::TYPE_STRINGS:
      return WriteStrings(value, out);
    case Kind::TYPE_MONEY:
      return WriteMoneyValue(value, out);
    case Kind::TYPE_MONEY_RANGE:
      return WriteMoneyRange(value, out);
    case Kind::TYPE_USER:
      return WriteUser(value, out);
    case Kind::TYPE_URL:
      return WriteString(Custom::kUrlValueFieldNumber, value, out);
    case Kind::TYPE_JSON:
      return false;
    default:
      return WriteByJsonType(value, out);
  }
}

}  // namespace

void WriteCustomValue(Kind::Type type, const Value& value, WireWriter& out) {
  const size_t start = out.size();
  if (WriteTyped(type, value, out)) return;
  out.Rewind(start);
  // Only computed values can grow so large that they cannot be written.
  const auto json = expr::WriteJson(value);
  if (json.ok()) out.Bytes(Custom::kJsonValueFieldNumber, *json);
}

}  // namespace hirewire::engine
