#include "base/json/write.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "base/json/value.h"

namespace hirewire::json {
namespace {

constexpr char kHex[] = "0123456789abcdef";

template <typename Number>
void AppendChars(Number number, std::string& out) {
  char buffer[32];
  const std::to_chars_result result =
      std::to_chars(buffer, buffer + sizeof(buffer), number);
  out.append(buffer, result.ptr);
}

bool NeedsEscape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void AppendEscaped(char c, std::string& out) {
  switch (c) {
    case '"':
      out.append("\\\"");
      return;
    case '\\':
      out.append("\\\\");
      return;
    case '\n':
      out.append("\\n");
      return;
    case '\r':
      out.append("\\r");
      return;
    case '\t':
      out.append("\\t");
      return;
    default:
      out.append("\\u00");
      out.push_back(kHex[(c >> 4) & 0xF]);
      out.push_back(kHex[c & 0xF]);
  }
}

void AppendArray(const Value& value, std::string& out) {
  out.push_back('[');
  bool first = true;
  for (const Value item : value.items()) {
    if (!first) out.push_back(',');
    first = false;
    Append(item, out);
  }
  out.push_back(']');
}

void AppendObject(const Value& value, std::string& out) {
  out.push_back('{');
  bool first = true;
  for (const Member member : value.members()) {
    if (!first) out.push_back(',');
    first = false;
    AppendQuoted(member.key, out);
    out.push_back(':');
    Append(member.value, out);
  }
  out.push_back('}');
}

}  // namespace

void AppendNumber(int64_t number, std::string& out) {
  AppendChars(number, out);
}

void AppendNumber(uint64_t number, std::string& out) {
  AppendChars(number, out);
}

void AppendNumber(double number, std::string& out) {
  if (!std::isfinite(number)) {
    out.append("null");
    return;
  }
  AppendChars(number, out);
}

void AppendQuoted(absl::string_view text, std::string& out) {
  out.push_back('"');
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out.append(text.data() + start, i - start);
    AppendEscaped(text[i], out);
    start = i + 1;
  }
  out.append(text.data() + start, text.size() - start);
  out.push_back('"');
}

void Append(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Kind::kNull:
      out.append("null");
      return;
    case Kind::kBool:
      out.append(value.AsBool() ? "true" : "false");
      return;
    case Kind::kInt64:
      return AppendNumber(value.AsInt64(), out);
    case Kind::kUint64:
      return AppendNumber(value.AsUint64(), out);
    case Kind::kDouble:
      return AppendNumber(value.AsDouble(), out);
    case Kind::kString:
      return AppendQuoted(value.AsString(), out);
    case Kind::kArray:
      return AppendArray(value, out);
    case Kind::kObject:
      return AppendObject(value, out);
  }
}

std::string Write(const Value& value) {
  std::string out;
  Append(value, out);
  return out;
}

}  // namespace hirewire::json
