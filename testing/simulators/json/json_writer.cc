#include "testing/simulators/json/json_writer.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace hirewire::sim {
namespace {

// Whether `c` cannot stand in a JSON string as it is.
bool NeedsEscape(char c, Escaping escaping) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || c == '"' || c == '\\') return true;
  return escaping == Escaping::kHtmlSafe && (c == '<' || c == '>' || c == '&');
}

void AppendEscape(char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      absl::StrAppend(
          &out, "\\u",
          absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad4));
  }
}

}  // namespace

void JsonWriter::Separate() {
  if (!first_) out_.push_back(',');
  first_ = false;
}

JsonWriter& JsonWriter::BeginObject() {
  Separate();
  out_.push_back('{');
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  out_.push_back('}');
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  Separate();
  out_.push_back('[');
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  out_.push_back(']');
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::Key(absl::string_view name) {
  String(name);
  out_.push_back(':');
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::String(absl::string_view value) {
  Separate();
  out_.push_back('"');
  size_t start = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!NeedsEscape(value[i], escaping_)) continue;
    out_.append(value.data() + start, i - start);
    AppendEscape(value[i], out_);
    start = i + 1;
  }
  out_.append(value.data() + start, value.size() - start);
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::Int(int64_t value) {
  Separate();
  absl::StrAppend(&out_, value);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  return Raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::Null() { return Raw("null"); }

JsonWriter& JsonWriter::Raw(absl::string_view json) {
  Separate();
  out_.append(json.data(), json.size());
  return *this;
}

JsonWriter& JsonWriter::OptionalString(
    const std::optional<std::string>& value) {
  return value.has_value() ? String(*value) : Null();
}

}  // namespace hirewire::sim
