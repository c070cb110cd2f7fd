#include "connectors/engine/join_tables.h"

#include <utility>

#include "base/status/macros.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/request_table.h"

namespace hirewire::engine {

absl::StatusOr<std::vector<expr::Value>> JoinTable::Keep(
    Answer answer, const expr::Expression& records) {
  answers_.push_back(std::make_unique<Answer>(std::move(answer)));
  return ReadRecords(records, Shape::kListOrOne, *answers_.back(), arena_);
}

absl::Status JoinTable::Add(Answer answer, const expr::Expression& records,
                            const expr::Expression& row_key) {
  HW_ASSIGN_OR_RETURN(const std::vector<expr::Value> rows,
                      Keep(std::move(answer), records));
  for (const expr::Value& row : rows) AddRow(row, row_key);
  return absl::OkStatus();
}

absl::Status JoinTable::AddFor(const std::string& key, Answer answer,
                               const expr::Expression& records) {
  HW_ASSIGN_OR_RETURN(const std::vector<expr::Value> rows,
                      Keep(std::move(answer), records));
  for (const expr::Value& row : rows) rows_[key].push_back(row);
  return absl::OkStatus();
}

void JoinTable::AddIncluded(const expr::Value& answer,
                            const expr::Expression& rows,
                            const expr::Expression& row_key) {
  const auto found = rows.Evaluate(answer, {.arena = arena_});
  if (!found.ok() || !found->is_array()) return;
  for (const expr::Value row : found->items()) AddRow(row, row_key);
}

void JoinTable::AddRow(const expr::Value& row,
                       const expr::Expression& row_key) {
  const auto key = row_key.Evaluate(row, {.arena = arena_});
  if (!key.ok()) return;
  // A row without a key answers no look-up.
  if (auto text = ToText(*key)) rows_[*std::move(text)].push_back(row);
}

expr::Value JoinTable::Find(absl::string_view key) const {
  const auto found = rows_.find(key);
  if (found == rows_.end()) {
    return many_ ? expr::Value::Array(nullptr, 0) : expr::Value();
  }
  if (!many_) return found->second.front();
  return expr::Value::Array(found->second.data(), found->second.size());
}

expr::Value JoinTables::Lookup(absl::string_view table, const expr::Value& key,
                               expr::Arena&) const {
  if (table == kRequestTable) {
    const auto said =
        key.is_string() ? request_.find(key.AsString()) : request_.end();
    return said == request_.end() ? expr::Value()
                                  : expr::Value::String(said->second);
  }
  const auto found = tables_.find(table);
  if (found == tables_.end()) return expr::Value();
  const Text text(key);
  return text ? found->second->Find(text.view()) : expr::Value();
}

}  // namespace hirewire::engine
