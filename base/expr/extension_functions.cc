// The functions beyond JMESPath's standard: see expression.h for examples.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/expr/evaluator.h"
#include "base/expr/function.h"
#include "base/expr/html_text.h"
#include "base/expr/value.h"
#include "re2/re2.h"

namespace hirewire::expr {
namespace {

// The years 1 to 9999, which is what RFC 3339 and protobuf's Timestamp hold.
constexpr int64_t kFirstMillisecond = -62'135'596'800'000;
constexpr int64_t kLastMillisecond = 253'402'300'799'999;

bool Split(const Call& call, Value* result) {
  const absl::string_view separator = call[0].AsString();
  absl::string_view text = call[1].AsString();
  if (separator.empty()) {
    return call.evaluator.Fail("invalid-value",
                               "split() wants a separator that is not empty");
  }
  const size_t mark = call.evaluator.Mark();
  for (;;) {
    if (!call.evaluator.Charge(1)) return false;
    const size_t end = text.find(separator);
    call.evaluator.Push(Value::String(text.substr(0, end)));
    if (end == absl::string_view::npos) break;
    text.remove_prefix(end + separator.size());
  }
  return call.evaluator.Take(mark, result);
}

bool Lower(const Call& call, Value* result) {
  return call.evaluator.Copy(absl::AsciiStrToLower(call[0].AsString()), result);
}

bool Upper(const Call& call, Value* result) {
  return call.evaluator.Copy(absl::AsciiStrToUpper(call[0].AsString()), result);
}

bool Trim(const Call& call, Value* result) {
  *result = Value::String(absl::StripAsciiWhitespace(call[0].AsString()));
  return true;
}

bool ReExtract(const Call& call, Value* result) {
  const RE2& pattern = *call.node.pattern;
  const absl::string_view text = call[1].AsString();
  if (!call.evaluator.Charge(text.size() / 16)) return false;
  re2::StringPiece groups[2];
  const int wanted = pattern.NumberOfCapturingGroups() > 0 ? 1 : 0;
  if (!pattern.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                     RE2::UNANCHORED, groups, wanted + 1)) {
    return true;
  }
  const re2::StringPiece& found = groups[wanted];
  // A group that took no part in the match is null, like no match.
  if (found.data() == nullptr) return true;
  *result = Value::String(absl::string_view(found.data(), found.size()));
  return true;
}

bool FromEpochMs(const Call& call, Value* result) {
  const double nearest = call[0].ToDouble();
  if (!(nearest >= kFirstMillisecond && nearest <= kLastMillisecond)) {
    return call.evaluator.Fail("invalid-value",
                               "from_epoch_ms() wants a time in the years 1 "
                               "to 9999");
  }
  const int64_t millisecond = call[0].kind() == Kind::kInt64
                                  ? call[0].AsInt64()
                                  : static_cast<int64_t>(std::floor(nearest));
  return call.evaluator.Copy(
      absl::FormatTime("%E4Y-%m-%dT%H:%M:%E3SZ",
                       absl::FromUnixMillis(millisecond), absl::UTCTimeZone()),
      result);
}

bool ToEpochMs(const Call& call, Value* result) {
  const absl::string_view text = call[0].AsString();
  absl::Time time;
  // A first digit keeps out Abseil's "infinite-future" and its like.
  const bool read =
      !text.empty() && absl::ascii_isdigit(text[0]) &&
      (absl::ParseTime(absl::RFC3339_full, text, &time, nullptr) ||
       absl::ParseTime("%Y-%m-%d", text, &time, nullptr));
  const int64_t millisecond = read ? absl::ToUnixMillis(time) : 0;
  if (!read || millisecond < kFirstMillisecond ||
      millisecond > kLastMillisecond) {
    return call.evaluator.Fail("invalid-value",
                               "to_epoch_ms() wants an RFC 3339 time or date");
  }
  *result = Value::Int64(millisecond);
  return true;
}

bool HtmlText(const Call& call, Value* result) {
  const absl::string_view html = call[0].AsString();
  return call.evaluator.Charge(html.size() / 16) &&
         call.evaluator.Copy(HtmlToText(html), result);
}

bool Base64(const Call& call, Value* result) {
  std::string encoded;
  absl::Base64Escape(call[0].AsString(), &encoded);
  return call.evaluator.Copy(encoded, result);
}

bool Coalesce(const Call& call, Value* result) {
  for (const Value& argument : call.arguments) {
    if (argument.is_null()) continue;
    if (argument.is_string() && argument.AsString().empty()) continue;
    *result = argument;
    break;
  }
  return true;
}

bool Entries(const Call& call, Value* result) {
  const size_t mark = call.evaluator.Mark();
  for (const Member member : call[0].members()) {
    Member* entry;
    if (!call.evaluator.Allocate(2, &entry)) return false;
    entry[0] = {"key", Value::String(member.key)};
    entry[1] = {"value", member.value};
    call.evaluator.Push(Value::Object(entry, 2));
  }
  return call.evaluator.Take(mark, result);
}

bool Multiply(const Call& call, Value* result) {
  int64_t exact;
  if (call[0].kind() == Kind::kInt64 && call[1].kind() == Kind::kInt64 &&
      !__builtin_mul_overflow(call[0].AsInt64(), call[1].AsInt64(), &exact)) {
    *result = Value::Int64(exact);
    return true;
  }
  const double product = call[0].ToDouble() * call[1].ToDouble();
  if (!std::isfinite(product)) {
    return call.evaluator.Fail("invalid-value", "multiply() overflows");
  }
  *result = Value::Double(product);
  return true;
}

// The member that `name` names, null where it is none; a list of such members
// for a list of names.
bool PickOne(const Call& call, const Value& name, Value* result) {
  if (!call.evaluator.Charge(1)) return false;
  if (!name.is_array()) {
    *result = name.is_string() ? call[0].Find(name.AsString()) : Value();
    return true;
  }
  const size_t mark = call.evaluator.Mark();
  for (const Value inner : name.items()) {
    Value picked;
    if (!PickOne(call, inner, &picked)) return false;
    call.evaluator.Push(picked);
  }
  return call.evaluator.Take(mark, result);
}

bool Pick(const Call& call, Value* result) {
  return PickOne(call, call[1], result);
}

// As long as the first list; what the second lacks is null.
bool Zip(const Call& call, Value* result) {
  std::vector<Value> seconds;
  for (const Value item : call[1].items()) seconds.push_back(item);
  if (!call.evaluator.Charge(seconds.size())) return false;
  const size_t mark = call.evaluator.Mark();
  size_t at = 0;
  for (const Value first : call[0].items()) {
    Value* pair;
    if (!call.evaluator.Charge(1)) return false;
    if (!call.evaluator.Allocate(2, &pair)) return false;
    pair[0] = first;
    pair[1] = at < seconds.size() ? seconds[at] : Value();
    ++at;
    call.evaluator.Push(Value::Array(pair, 2));
  }
  return call.evaluator.Take(mark, result);
}

bool Distinct(const Call& call, Value* result) {
  std::vector<Value> kept;
  for (const Value item : call[0].items()) {
    bool seen = false;
    for (size_t i = 0; i < kept.size() && !seen; ++i) {
      if (!call.evaluator.Charge(1)) return false;
      if (!call.evaluator.Equal(item, kept[i], &seen)) return false;
    }
    if (!seen) kept.push_back(item);
  }
  const size_t mark = call.evaluator.Mark();
  for (const Value& item : kept) call.evaluator.Push(item);
  return call.evaluator.Take(mark, result);
}

bool Lookup(const Call& call, Value* result) {
  Evaluator& evaluator = call.evaluator;
  if (evaluator.lookups() == nullptr) return true;
  *result = evaluator.lookups()->Lookup(call[0].AsString(), call[1],
                                        evaluator.arena());
  return true;
}

constexpr Types kScalar = kBoolType | kNumberType | kStringType;

constexpr Function kFunctions[] = {
    {"base64", Base64, 1, {kStringType}, false, /*null_for=*/0},
    {"coalesce", Coalesce, 1, {kAnyType}, /*variadic=*/true},
    {"distinct", Distinct, 1, {kArrayType}, false, /*null_for=*/0},
    {"entries", Entries, 1, {kObjectType}, false, /*null_for=*/0},
    {"from_epoch_ms", FromEpochMs, 1, {kNumberType}, false, /*null_for=*/0},
    {"html_to_text", HtmlText, 1, {kStringType}, false, /*null_for=*/0},
    {"lookup",
     Lookup,
     2,
     {kStringType, kScalar},
     false,
     /*null_for=*/1,
     /*literal_first=*/true},
    {"lower", Lower, 1, {kStringType}, false, /*null_for=*/0},
    {"multiply",
     Multiply,
     2,
     {kNumberType, kNumberType},
     false,
     /*null_for=*/0},
    {"pick",
     Pick,
     2,
     {kObjectType, kArrayType | kNullType},
     false,
     /*null_for=*/0},
    {"re_extract",
     ReExtract,
     2,
     {kStringType, kStringType},
     false,
     /*null_for=*/1,
     /*literal_first=*/true},
    {"split", Split, 2, {kStringType, kStringType}, false, /*null_for=*/1},
    {"to_epoch_ms", ToEpochMs, 1, {kStringType}, false, /*null_for=*/0},
    {"trim", Trim, 1, {kStringType}, false, /*null_for=*/0},
    {"upper", Upper, 1, {kStringType}, false, /*null_for=*/0},
    {"zip",
     Zip,
     2,
     {kArrayType, kArrayType | kNullType},
     false,
     /*null_for=*/0},
};

}  // namespace

std::span<const Function> ExtensionFunctions() { return kFunctions; }

}  // namespace hirewire::expr
