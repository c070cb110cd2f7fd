#include "connectors/engine/convert.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/json/write.h"
#include "connectors/engine/decimal.h"

namespace hirewire::engine {
namespace {

using connector::v1::Format;
using expr::Kind;
using expr::Value;

// Years 1 to 9999, as google.protobuf.Timestamp allows.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;

// Of a value that ToInteger refuses: an integer all the same, but too large.
bool IsTooLarge(const Value& value) {
  if (value.kind() == Kind::kUint64) return true;
  if (value.kind() == Kind::kDouble) return std::abs(value.AsDouble()) > 0x1p53;
  if (!value.is_string()) return false;
  absl::string_view digits = value.AsString();
  absl::ConsumePrefix(&digits, "-");
  return !digits.empty() &&
         std::all_of(digits.begin(), digits.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

Trouble TimestampOfText(absl::string_view text, Timestamp& time) {
  if (const auto parsed = ParseRfc3339(text)) {
    time = *parsed;
    return kFine;
  }
  const auto date = ParseDate(text);
  if (!date) return kFormatInvalid;
  const absl::CivilDay day(date->year, date->month, date->day);
  time = {(day - absl::CivilDay(1970, 1, 1)) * int64_t{86400}, 0};
  return kFine;
}

Trouble TimestampOfEpoch(int64_t ticks, int64_t ticks_per_second,
                         Timestamp& time) {
  int64_t seconds = ticks / ticks_per_second;
  int64_t rest = ticks % ticks_per_second;
  if (rest < 0) {
    rest += ticks_per_second;
    --seconds;
  }
  if (seconds < kFirstSecond || seconds > kLastSecond) return kOutOfRange;
  time = {seconds,
          static_cast<int32_t>(rest * (1000000000 / ticks_per_second))};
  return kFine;
}

// A text field from a moment: its date.
Trouble WriteDate(const Rule& rule, const Value& value, WireWriter& out) {
  Timestamp time;
  if (Trouble t = ToTimestamp(value, rule.format, time); t != kFine) return t;
  out.Bytes(rule.number, FormatRfc3339(time).substr(0, 10));
  return kFine;
}

Trouble WriteText(const Rule& rule, const Value& value, WireWriter& out) {
  if (rule.format != connector::v1::FORMAT_UNSPECIFIED) {
    return WriteDate(rule, value, out);
  }
  const Text text(value);
  if (!text) return kTypeMismatch;
  if (!text.view().empty() || rule.presence) {
    out.Bytes(rule.number, text.view());
  }
  return kFine;
}

Trouble WriteBool(const Rule& rule, const Value& value, WireWriter& out) {
  if (!value.is_bool()) return kTypeMismatch;
  if (value.AsBool() || rule.presence) out.Varint(rule.number, value.AsBool());
  return kFine;
}

Trouble WriteInteger(const Rule& rule, const Value& value, WireWriter& out) {
  const auto number = ToInteger(value);
  if (!number) return IsTooLarge(value) ? kOutOfRange : kTypeMismatch;
  if (rule.narrow && (*number < INT32_MIN || *number > INT32_MAX)) {
    return kOutOfRange;
  }
  if (*number != 0 || rule.presence) {
    out.Varint(rule.number, static_cast<uint64_t>(*number));
  }
  return kFine;
}

Trouble WriteDouble(const Rule& rule, const Value& value, WireWriter& out) {
  double number = 0;
  if (value.is_number()) {
    number = value.ToDouble();
  } else if (!value.is_string() ||
             !absl::SimpleAtod(value.AsString(), &number) ||
             !std::isfinite(number)) {
    return kTypeMismatch;
  }
  if (number != 0 || rule.presence) out.Double(rule.number, number);
  return kFine;
}

}  // namespace

Trouble WriteScalar(const Rule& rule, const Value& value, WireWriter& out) {
  switch (rule.target) {
    case Target::kString:
      return WriteText(rule, value, out);
    case Target::kBool:
      return WriteBool(rule, value, out);
    case Target::kInteger:
      return WriteInteger(rule, value, out);
    case Target::kDouble:
      return WriteDouble(rule, value, out);
    case Target::kEnum: {
      bool known = true;
      return WriteEnum(rule, value, out, known);
    }
    default:
      return kTypeMismatch;
  }
}

Value WordOf(const Value& value) {
  if (!value.is_bool()) return value;
  return Value::String(value.AsBool() ? "true" : "false");
}

Trouble WriteEnum(const Rule& rule, const Value& value, WireWriter& out,
                  bool& known) {
  const Text text(WordOf(value));
  if (!text) return kTypeMismatch;
  if (text.view().empty()) return kFine;
  const auto found = rule.words->numbers.find(text.view());
  known = found != rule.words->numbers.end();
  const int number = known ? found->second : rule.words->other;
  out.Varint(rule.number, static_cast<uint64_t>(number));
  if (rule.source_number != 0) out.Bytes(rule.source_number, text.view());
  return kFine;
}

Trouble ToTimestamp(const Value& value, Format format, Timestamp& time) {
  if (format == connector::v1::FORMAT_UNSPECIFIED) {
    if (!value.is_string()) return kTypeMismatch;
    return TimestampOfText(value.AsString(), time);
  }
  const auto ticks = ToInteger(value);
  if (!ticks && IsTooLarge(value)) return kOutOfRange;
  if (!ticks) return value.is_string() ? kFormatInvalid : kTypeMismatch;
  const bool millis = format == connector::v1::FORMAT_EPOCH_MILLIS;
  return TimestampOfEpoch(*ticks, millis ? 1000 : 1, time);
}

Trouble WriteTimestamp(int number, const Value& value, Format format,
                       WireWriter& out) {
  Timestamp time;
  if (Trouble t = ToTimestamp(value, format, time); t != kFine) return t;
  const size_t mark = out.BeginMessage(number);
  if (time.seconds != 0) out.Varint(1, static_cast<uint64_t>(time.seconds));
  if (time.nanos != 0) out.Varint(2, static_cast<uint64_t>(time.nanos));
  out.EndMessage(mark);
  return kFine;
}

Trouble WriteMoneyAmount(const Value& value, WireWriter& out) {
  const Text text(value);
  if (!text) return kTypeMismatch;
  const auto amount = ParseDecimal(text.view());
  if (!amount) return kFormatInvalid;
  // Money: units = 2, nanos = 3.
  if (amount->units != 0) out.Varint(2, static_cast<uint64_t>(amount->units));
  if (amount->nanos != 0) {
    out.Varint(3, static_cast<uint64_t>(int64_t{amount->nanos}));
  }
  return kFine;
}

Text::Text(const Value& value) {
  char* end = digits_;
  switch (value.kind()) {
    case Kind::kString:
      view_ = value.AsString();
      return;
    case Kind::kInt64:
      end = std::to_chars(end, std::end(digits_), value.AsInt64()).ptr;
      break;
    case Kind::kUint64:
      end = std::to_chars(end, std::end(digits_), value.AsUint64()).ptr;
      break;
    case Kind::kDouble: {
      std::string text;
      json::AppendNumber(value.AsDouble(), text);
      end = std::copy(text.begin(), text.end(), end);
      break;
    }
    default:
      has_text_ = false;
      return;
  }
  view_ = absl::string_view(digits_, static_cast<size_t>(end - digits_));
}

std::optional<std::string> ToText(const Value& value) {
  const Text text(value);
  if (!text) return std::nullopt;
  return std::string(text.view());
}

std::optional<int64_t> ToInteger(const Value& value) {
  int64_t number = 0;
  switch (value.kind()) {
    case Kind::kInt64:
      return value.AsInt64();
    case Kind::kString:
      if (!absl::SimpleAtoi(value.AsString(), &number)) return std::nullopt;
      return number;
    case Kind::kDouble: {
      // 3.0 is an integer that was written carelessly; 3.5 is none.
      const double real = value.AsDouble();
      if (std::trunc(real) != real || std::abs(real) > 0x1p53) {
        return std::nullopt;
      }
      return static_cast<int64_t>(real);
    }
    default:
      return std::nullopt;
  }
}

}  // namespace hirewire::engine
