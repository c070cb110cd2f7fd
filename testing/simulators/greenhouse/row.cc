#include "testing/simulators/greenhouse/row.h"

#include <cstdint>
#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace hirewire::sim {

std::string TimeText(absl::Time time) {
  // FormatTime parses its format each time; this is a row's hottest part.
  const absl::CivilSecond civil =
      absl::ToCivilSecond(time, absl::UTCTimeZone());
  const int64_t millis = absl::ToUnixMillis(time);
  char text[32];
  const int size =
      std::snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                    static_cast<int>(civil.year()), civil.month(), civil.day(),
                    civil.hour(), civil.minute(), civil.second(),
                    static_cast<int>(((millis % 1000) + 1000) % 1000));
  return std::string(text, static_cast<size_t>(size));
}

Row::Row(Table table, const Ids& ids, JsonWriter& writer,
         const std::set<std::string>& fields)
    : table_(table), ids_(ids), writer_(&writer), fields_(&fields) {
  writer_->BeginObject();
}

Row::Row(Table table, const Ids& ids, absl::string_view wanted)
    : table_(table), ids_(ids), wanted_(wanted) {}

void Row::Begin(Ref ref, const Record& record) {
  Id("id", table_, ref);
  Time("created_at", record.created);
  Time("updated_at", record.updated);
  Hidden("deleted", record.deleted);
}

void Row::End() {
  if (writer_ != nullptr) writer_->EndObject();
}

bool Row::Wants(absl::string_view name) {
  if (writer_ == nullptr) return false;
  if (!fields_->empty() && fields_->count(std::string(name)) == 0) {
    return false;
  }
  writer_->Key(name);
  return true;
}

void Row::Id(absl::string_view name, Table table, Ref ref) {
  Int(name, ref == kNone ? std::nullopt
                         : std::optional<int64_t>(ids_.Of(table, ref)));
}

void Row::IdList(absl::string_view name, Table table,
                 const std::vector<Ref>& refs) {
  if (Seeking(name)) {
    std::vector<int64_t> found;
    for (const Ref ref : refs) found.push_back(ids_.Of(table, ref));
    found_ = std::move(found);
  }
  if (!Wants(name)) return;
  writer_->BeginArray();
  for (const Ref ref : refs) writer_->Int(ids_.Of(table, ref));
  writer_->EndArray();
}

void Row::Int(absl::string_view name, std::optional<int64_t> value) {
  if (Seeking(name) && value.has_value()) found_ = *value;
  if (!Wants(name)) return;
  if (value.has_value()) {
    writer_->Int(*value);
  } else {
    writer_->Null();
  }
}

void Row::Bool(absl::string_view name, std::optional<bool> value) {
  if (Seeking(name) && value.has_value()) found_ = *value;
  if (!Wants(name)) return;
  if (value.has_value()) {
    writer_->Bool(*value);
  } else {
    writer_->Null();
  }
}

void Row::Text(absl::string_view name, const OptionalText& value) {
  if (Seeking(name) && value.has_value()) found_ = *value;
  if (Wants(name)) writer_->OptionalString(value);
}

void Row::Word(absl::string_view name, const char* value) {
  if (Seeking(name) && value != nullptr) found_ = std::string(value);
  if (!Wants(name)) return;
  if (value == nullptr) {
    writer_->Null();
  } else {
    writer_->String(value);
  }
}

void Row::Time(absl::string_view name, const OptionalTime& value) {
  if (Seeking(name) && value.has_value()) found_ = *value;
  if (!Wants(name)) return;
  if (value.has_value()) {
    writer_->String(TimeText(*value));
  } else {
    writer_->Null();
  }
}

void Row::Day(absl::string_view name, const OptionalDay& value) {
  if (Seeking(name) && value.has_value()) {
    found_ = absl::FromCivil(*value, absl::UTCTimeZone());
  }
  if (!Wants(name)) return;
  if (value.has_value()) {
    writer_->String(absl::FormatCivilTime(*value));
  } else {
    writer_->Null();
  }
}

void Row::Hidden(absl::string_view name, FieldValue value) {
  if (Seeking(name)) found_ = std::move(value);
}

}  // namespace hirewire::sim
