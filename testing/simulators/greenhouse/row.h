// One record on its way to a client: the same calls that write its JSON also
// find the value of one field, so that a filter sees what a reader would.
//
//   void WriteTag(const View& view, Ref ref, Row& row) {
//     const Tag& tag = view.company.tags[ref];
//     row.Begin(ref, tag);
//     row.Text("name", tag.name);
//   }
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_ROW_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_ROW_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/record.h"
#include "testing/simulators/greenhouse/ids.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {

// The value of a field as filters compare it; monostate: null or not there.
using FieldValue = std::variant<std::monostate, int64_t, std::vector<int64_t>,
                                std::string, bool, absl::Time>;

class Row {
 public:
  // Writes an object: all fields, or only those in `fields` unless it is
  // empty. Both outlive the row.
  Row(Table table, const Ids& ids, JsonWriter& writer,
      const std::set<std::string>& fields);
  // Looks for one field.
  Row(Table table, const Ids& ids, absl::string_view wanted);

  // id, created_at and updated_at; searches find `deleted` too.
  void Begin(Ref ref, const Record& record);
  // The end of the object.
  void End();

  void Id(absl::string_view name, Table table, Ref ref);
  void IdList(absl::string_view name, Table table,
              const std::vector<Ref>& refs);
  void Int(absl::string_view name, std::optional<int64_t> value);
  void Bool(absl::string_view name, std::optional<bool> value);
  void Text(absl::string_view name, const OptionalText& value);
  // One of a set of words; nullptr is null.
  void Word(absl::string_view name, const char* value);
  // 2024-01-01T12:30:30.000Z
  void Time(absl::string_view name, const OptionalTime& value);
  // 2024-01-01
  void Day(absl::string_view name, const OptionalDay& value);
  // Anything else. `write` must write exactly one value; it is not called when
  // the row is only searched.
  template <typename Write>
  void Json(absl::string_view name, Write write) {
    if (Wants(name)) write(*writer_);
  }

  // Values that filters see and readers do not.
  void Hidden(absl::string_view name, FieldValue value);

  // Whether this field is looked for: for values that cost something to make.
  bool Seeking(absl::string_view name) const {
    return writer_ == nullptr && name == wanted_;
  }

  const FieldValue& found() const { return found_; }

 private:
  // Whether to write this field's value now; has written its name if so.
  bool Wants(absl::string_view name);

  Table table_;
  const Ids& ids_;
  JsonWriter* writer_ = nullptr;
  const std::set<std::string>* fields_ = nullptr;
  absl::string_view wanted_;
  FieldValue found_;
};

// As Row::Time spells it.
std::string TimeText(absl::Time time);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_ROW_H_
