// Members of a JSON object as Workable spells their values.
//
//   writer.BeginObject();
//   Fields(writer).Text("id", id).Seconds("created_at", record.created);
//   writer.EndObject();
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_FIELDS_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_FIELDS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "testing/data/record.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::workable {

// Nothing is null unless it is absent. `writer` outlives it.
class Fields {
 public:
  explicit Fields(JsonWriter& writer) : writer_(writer) {}

  Fields& Text(absl::string_view name, const OptionalText& value);
  Fields& Int(absl::string_view name, int64_t value);
  Fields& Bool(absl::string_view name, bool value);
  Fields& Null(absl::string_view name);
  // 2024-01-01T12:30:30Z: candidates and jobs.
  Fields& Seconds(absl::string_view name, const OptionalTime& value);
  // 2024-01-01T12:30:30.000Z: activities, events and the rest.
  Fields& Millis(absl::string_view name, const OptionalTime& value);
  // 2024-01-01
  Fields& Day(absl::string_view name, const OptionalDay& value);
  // Decimal digits as a number: "50000.0" is 50000.
  Fields& Number(absl::string_view name, absl::string_view digits);
  // Anything else; `write` writes exactly one value.
  template <typename Write>
  Fields& Json(absl::string_view name, Write write) {
    writer_.Key(name);
    write(writer_);
    return *this;
  }
  // An object; `write` gets its fields.
  template <typename Write>
  Fields& Object(absl::string_view name, Write write) {
    writer_.Key(name).BeginObject();
    write(*this);
    writer_.EndObject();
    return *this;
  }
  // An array; `write` writes its elements.
  template <typename Write>
  Fields& Array(absl::string_view name, Write write) {
    writer_.Key(name).BeginArray();
    write(writer_);
    writer_.EndArray();
    return *this;
  }

 private:
  JsonWriter& writer_;
};

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_FIELDS_H_
