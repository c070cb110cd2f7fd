// Writes JSON into a string, one value after another.
//
//   std::string text;
//   JsonWriter writer(&text);
//   writer.BeginObject();
//   writer.Key("id").Int(4100000001);
//   writer.Key("tags").BeginArray().String("a").EndArray();
//   writer.EndObject();   // {"id":4100000001,"tags":["a"]}
#ifndef HIREWIRE_TESTING_SIMULATORS_JSON_JSON_WRITER_H_
#define HIREWIRE_TESTING_SIMULATORS_JSON_JSON_WRITER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::sim {

// How text beyond plain ASCII is spelled. Both are the same JSON.
enum class Escaping {
  // UTF-8 as it is.
  kPlain,
  // Also <, >, & as \u003c and so on, as Rails does.
  kHtmlSafe,
};

// Appends to `out`, which outlives it. The caller keeps the nesting right.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out, Escaping escaping = Escaping::kPlain)
      : out_(*out), escaping_(escaping) {}

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(absl::string_view name);

  JsonWriter& String(absl::string_view value);
  JsonWriter& Int(int64_t value);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  // A number or any other JSON, spelled by the caller.
  JsonWriter& Raw(absl::string_view json);

  // A string, or null.
  JsonWriter& OptionalString(const std::optional<std::string>& value);

 private:
  // The comma between two values.
  void Separate();

  std::string& out_;
  Escaping escaping_;
  bool first_ = true;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_JSON_JSON_WRITER_H_
