// The standard functions over numbers, strings and single values.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "base/expr/evaluator.h"
#include "base/expr/function.h"
#include "base/expr/value.h"

namespace hirewire::expr {
namespace {

// A whole double as an integer where it fits, so that it prints as one.
Value Whole(double number) {
  if (number >= -0x1p63 && number < 0x1p63) {
    return Value::Int64(static_cast<int64_t>(number));
  }
  return Value::Double(number);
}

bool Abs(const Call& call, Value* result) {
  const Value& number = call[0];
  if (number.kind() == Kind::kDouble) {
    *result = Value::Double(std::fabs(number.AsDouble()));
  } else if (number.kind() == Kind::kInt64 && number.AsInt64() < 0) {
    // In unsigned arithmetic, where the lowest int64 has a counterpart.
    *result =
        Value::Uint64(uint64_t{0} - static_cast<uint64_t>(number.AsInt64()));
  } else {
    *result = number;
  }
  return true;
}

bool Ceil(const Call& call, Value* result) {
  *result = call[0].kind() == Kind::kDouble
                ? Whole(std::ceil(call[0].AsDouble()))
                : call[0];
  return true;
}

bool Floor(const Call& call, Value* result) {
  *result = call[0].kind() == Kind::kDouble
                ? Whole(std::floor(call[0].AsDouble()))
                : call[0];
  return true;
}

bool StartsWith(const Call& call, Value* result) {
  *result =
      Value::Bool(absl::StartsWith(call[0].AsString(), call[1].AsString()));
  return true;
}

bool EndsWith(const Call& call, Value* result) {
  *result = Value::Bool(absl::EndsWith(call[0].AsString(), call[1].AsString()));
  return true;
}

bool NotNull(const Call& call, Value* result) {
  for (const Value& argument : call.arguments) {
    if (argument.is_null()) continue;
    *result = argument;
    break;
  }
  return true;
}

bool Type(const Call& call, Value* result) {
  *result = Value::String(TypeName(call[0]));
  return true;
}

bool ToArray(const Call& call, Value* result) {
  if (call[0].is_array()) {
    *result = call[0];
    return true;
  }
  const size_t mark = call.evaluator.Mark();
  call.evaluator.Push(call[0]);
  return call.evaluator.Take(mark, result);
}

bool ToString(const Call& call, Value* result) {
  if (call[0].is_string()) {
    *result = call[0];
    return true;
  }
  absl::StatusOr<std::string> text = WriteJson(call[0]);
  if (!text.ok()) return call.evaluator.Fail("limit", "to_string() grew large");
  return call.evaluator.Charge(text->size() / 64) &&
         call.evaluator.Copy(*text, result);
}

std::optional<Value> ReadNumber(absl::string_view text) {
  // SimpleAtod would also take spaces, "inf" and "0x10".
  if (text.empty() || text[0] == '+' ||
      text.find_first_not_of("0123456789+-.eE") != absl::string_view::npos) {
    return std::nullopt;
  }
  int64_t integer;
  if (absl::SimpleAtoi(text, &integer)) return Value::Int64(integer);
  uint64_t large;
  if (absl::SimpleAtoi(text, &large)) return Value::Uint64(large);
  double number;
  if (absl::SimpleAtod(text, &number) && std::isfinite(number)) {
    return Value::Double(number);
  }
  return std::nullopt;
}

bool ToNumber(const Call& call, Value* result) {
  if (call[0].is_number()) {
    *result = call[0];
  } else if (call[0].is_string()) {
    *result = ReadNumber(call[0].AsString()).value_or(Value());
  }
  return true;
}

constexpr Function kFunctions[] = {
    {"abs", Abs, 1, {kNumberType}},
    {"ceil", Ceil, 1, {kNumberType}},
    {"ends_with", EndsWith, 2, {kStringType, kStringType}},
    {"floor", Floor, 1, {kNumberType}},
    {"not_null", NotNull, 1, {kAnyType}, /*variadic=*/true},
    {"starts_with", StartsWith, 2, {kStringType, kStringType}},
    {"to_array", ToArray, 1, {kAnyType}},
    {"to_number", ToNumber, 1, {kAnyType}},
    {"to_string", ToString, 1, {kAnyType}},
    {"type", Type, 1, {kAnyType}},
};

}  // namespace

std::span<const Function> ScalarFunctions() { return kFunctions; }

}  // namespace hirewire::expr
