#include "connectors/engine/raw_records.h"

#include "absl/strings/str_join.h"
#include "base/json/raw.h"
#include "base/status/macros.h"

namespace hirewire::engine {

absl::Status RawRecords::Read(const expr::Expression& expression,
                              const json::Document& document,
                              const std::vector<expr::Value>& records) {
  records_.clear();
  if (records.empty()) return absl::OkStatus();
  if (const auto keys = expression.plain_path()) {
    FindInSource(document.source(), absl::StrJoin(*keys, "."));
    if (records_.size() == records.size()) return absl::OkStatus();
  }
  return WriteAll(records);
}

void RawRecords::FindInSource(absl::string_view source,
                              const std::string& path) {
  const auto whole = json::RawAt(source, path);
  if (!whole.ok()) return;  // A key with a dot in it.
  if (whole->front() == '{') {
    records_ = {*whole};
    return;
  }
  auto elements = json::RawElements(source, path);
  if (elements.ok()) records_ = *std::move(elements);
}

absl::Status RawRecords::Write(const std::vector<expr::Value>& records,
                               absl::string_view member) {
  std::vector<expr::Value> members;
  for (const expr::Value& record : records) {
    members.push_back(record.Find(member));
  }
  return WriteAll(members);
}

absl::Status RawRecords::WriteAll(const std::vector<expr::Value>& values) {
  records_.clear();
  written_.reserve(values.size());
  for (const expr::Value& value : values) {
    HW_ASSIGN_OR_RETURN(std::string written, expr::WriteJson(value));
    written_.push_back(std::move(written));
    records_.push_back(written_.back());
  }
  return absl::OkStatus();
}

}  // namespace hirewire::engine
