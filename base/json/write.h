// Writing JSON: compact, with integers exact and doubles in the shortest form
// that reads back as the same number.
//
//   custom->set_json_value(json::Write(value));
#ifndef HIREWIRE_BASE_JSON_WRITE_H_
#define HIREWIRE_BASE_JSON_WRITE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "base/json/value.h"

namespace hirewire::json {

// The value as JSON without spaces, members in the order of the document.
std::string Write(const Value& value);
void Append(const Value& value, std::string& out);

// `text`, which is UTF-8, in quotes, with what JSON wants escaped escaped.
void AppendQuoted(absl::string_view text, std::string& out);

// Numbers as JSON. A double that is not finite, which JSON cannot say, is
// written as null.
void AppendNumber(int64_t number, std::string& out);
void AppendNumber(uint64_t number, std::string& out);
void AppendNumber(double number, std::string& out);

}  // namespace hirewire::json

#endif  // HIREWIRE_BASE_JSON_WRITE_H_
