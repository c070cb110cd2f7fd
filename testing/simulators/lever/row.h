// One object on its way to a client, with the fields it asked for.
//
//   Row row(writer, query);          // or Row(writer): every field, no expands
//   row.Text("text", tag.name);
//   row.End();
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_ROW_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_ROW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/record.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/lever/query.h"

namespace hirewire::sim::lever {

// `writer` and `query` outlive it.
class Row {
 public:
  explicit Row(JsonWriter& writer, const Query* query = nullptr)
      : writer_(writer), query_(query) {
    writer_.BeginObject();
  }
  void End() { writer_.EndObject(); }

  void Text(absl::string_view name, const OptionalText& value);
  void Texts(absl::string_view name, const std::vector<std::string>& values);
  void Int(absl::string_view name, std::optional<int64_t> value);
  void Bool(absl::string_view name, bool value);
  // Milliseconds since 1970.
  void Time(absl::string_view name, const OptionalTime& value);
  void Null(absl::string_view name);
  // Anything else; `write` writes exactly one value.
  template <typename Write>
  void Json(absl::string_view name, Write write) {
    if (Wants(name)) write(writer_);
  }
  // An object; `fill` is given its row.
  template <typename Fill>
  void Object(absl::string_view name, Fill fill) {
    Json(name, [&](JsonWriter& writer) { WriteObject(writer, fill); });
  }
  // An array of one object per element, or null where there is no list.
  template <typename List, typename Fill>
  void Objects(absl::string_view name, const List& list, Fill fill) {
    Json(name, [&](JsonWriter& writer) {
      writer.BeginArray();
      for (const auto& element : list) {
        WriteObject(writer, [&](Row& row) { fill(element, row); });
      }
      writer.EndArray();
    });
  }

  // Whether this field holds an object instead of its id.
  bool Expands(absl::string_view name) const {
    return query_ != nullptr && query_->expand.contains(std::string(name));
  }

  template <typename Fill>
  static void WriteObject(JsonWriter& writer, Fill fill) {
    Row row(writer);
    fill(row);
    row.End();
  }

 private:
  // Whether to write this field; has written its name if so.
  bool Wants(absl::string_view name);

  JsonWriter& writer_;
  const Query* query_;
};

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_ROW_H_
