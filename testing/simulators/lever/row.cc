#include "testing/simulators/lever/row.h"

#include <string>

namespace hirewire::sim::lever {

bool Row::Wants(absl::string_view name) {
  if (query_ != nullptr && !query_->include.empty() && !Expands(name) &&
      !query_->include.contains(std::string(name))) {
    return false;
  }
  writer_.Key(name);
  return true;
}

void Row::Text(absl::string_view name, const OptionalText& value) {
  if (Wants(name)) writer_.OptionalString(value);
}

void Row::Texts(absl::string_view name,
                const std::vector<std::string>& values) {
  if (!Wants(name)) return;
  writer_.BeginArray();
  for (const std::string& value : values) writer_.String(value);
  writer_.EndArray();
}

void Row::Int(absl::string_view name, std::optional<int64_t> value) {
  if (!Wants(name)) return;
  if (value.has_value()) {
    writer_.Int(*value);
  } else {
    writer_.Null();
  }
}

void Row::Bool(absl::string_view name, bool value) {
  if (Wants(name)) writer_.Bool(value);
}

void Row::Time(absl::string_view name, const OptionalTime& value) {
  Int(name, value.has_value()
                ? std::optional<int64_t>(absl::ToUnixMillis(*value))
                : std::nullopt);
}

void Row::Null(absl::string_view name) {
  if (Wants(name)) writer_.Null();
}

}  // namespace hirewire::sim::lever
