#include "base/json/repair.h"

#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace hirewire::json {
namespace {

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// The code unit of an escape \uXXXX at `at`.
std::optional<uint32_t> CodeUnit(absl::string_view text, size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
    return std::nullopt;
  }
  uint32_t unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) {
      return std::nullopt;
    }
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    unit = unit * 16 + (IsDigit(lower) ? lower - '0' : lower - 'a' + 10);
  }
  return unit;
}

bool IsHigh(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Copies the escape at `at`, or its replacement; returns the position after.
size_t CopyEscape(absl::string_view body, size_t at, std::string& out) {
  const std::optional<uint32_t> unit = CodeUnit(body, at);
  if (!unit) {
    const absl::string_view escape = body.substr(at, 2);
    out.append(escape.data(), escape.size());
    return at + escape.size();
  }
  if (IsHigh(*unit)) {
    const std::optional<uint32_t> next = CodeUnit(body, at + 6);
    if (next && IsLow(*next)) {
      out.append(body.data() + at, 12);
      return at + 12;
    }
  }
  if (IsHigh(*unit) || IsLow(*unit)) {
    out.append("\\ufffd");
  } else {
    out.append(body.data() + at, 6);
  }
  return at + 6;
}

// Copies the string that opens at `at`; returns the position after it.
size_t CopyString(absl::string_view body, size_t at, std::string& out) {
  out.push_back(body[at++]);
  while (at < body.size()) {
    const size_t stop = body.find_first_of("\"\\", at);
    if (stop == absl::string_view::npos) break;
    out.append(body.data() + at, stop - at);
    at = stop;
    if (body[at] == '"') {
      out.push_back('"');
      return at + 1;
    }
    at = CopyEscape(body, at, out);
  }
  if (at < body.size()) out.append(body.data() + at, body.size() - at);
  return body.size();
}

size_t SkipDigits(absl::string_view text, size_t at) {
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at;
}

// Whether `token` is a number in JSON's grammar; says if it has no fraction
// and no exponent.
bool IsNumber(absl::string_view token, bool& integer) {
  size_t at = token[0] == '-' ? 1 : 0;
  const size_t digits = at;
  at = SkipDigits(token, at);
  if (at == digits || (token[digits] == '0' && at > digits + 1)) return false;
  integer = at == token.size();
  if (at < token.size() && token[at] == '.') {
    const size_t fraction = ++at;
    at = SkipDigits(token, at);
    if (at == fraction) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    const size_t exponent = at;
    at = SkipDigits(token, at);
    if (at == exponent) return false;
  }
  return at == token.size();
}

bool IsHeld(absl::string_view token, bool integer) {
  if (!integer) {
    double number;
    return absl::SimpleAtod(token, &number) && std::isfinite(number);
  }
  int64_t number;
  uint64_t large;
  return absl::SimpleAtoi(token, &number) || absl::SimpleAtoi(token, &large);
}

// Copies the number that starts at `at`; returns the position after it.
size_t CopyNumber(absl::string_view body, size_t at, std::string& out) {
  size_t end = at;
  while (end < body.size() &&
         (IsDigit(body[end]) || absl::string_view("+-.eE").find(body[end]) !=
                                    absl::string_view::npos)) {
    ++end;
  }
  const absl::string_view token = body.substr(at, end - at);
  bool integer = false;
  const bool quoted = IsNumber(token, integer) && !IsHeld(token, integer);
  if (quoted) out.push_back('"');
  out.append(token.data(), token.size());
  if (quoted) out.push_back('"');
  return end;
}

}  // namespace

std::string RepairValues(absl::string_view body) {
  std::string out;
  out.reserve(body.size() + 256);
  size_t at = 0;
  while (at < body.size()) {
    const char c = body[at];
    if (c == '"') {
      at = CopyString(body, at, out);
    } else if (c == '-' || IsDigit(c)) {
      at = CopyNumber(body, at, out);
    } else {
      out.push_back(c);
      ++at;
    }
  }
  return out;
}

}  // namespace hirewire::json
