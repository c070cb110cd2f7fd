// Rows of other collections, by key: what lookup() answers from.
#ifndef HIREWIRE_CONNECTORS_ENGINE_JOIN_TABLES_H_
#define HIREWIRE_CONNECTORS_ENGINE_JOIN_TABLES_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "connectors/engine/fetcher.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {

// The rows of one join and what keeps them alive.
class JoinTable {
 public:
  explicit JoinTable(bool many) : many_(many) {}

  // Takes an answer's rows. VENDOR_RESPONSE_INVALID where it holds none.
  absl::Status Add(Answer answer, const expr::Expression& records,
                   const expr::Expression& row_key);
  // Takes an answer whose rows do not say what they answer to: all to `key`.
  absl::Status AddFor(const std::string& key, Answer answer,
                      const expr::Expression& records);

  // Takes the rows of an answer that outlives the table, if it has any.
  void AddIncluded(const expr::Value& answer, const expr::Expression& rows,
                   const expr::Expression& row_key);

  // The row (null: none) or, with `many`, the list of rows (maybe empty).
  expr::Value Find(absl::string_view key) const;

 private:
  absl::StatusOr<std::vector<expr::Value>> Keep(
      Answer answer, const expr::Expression& records);
  void AddRow(const expr::Value& row, const expr::Expression& row_key);

  const bool many_;
  // Records may point into the arena; a table is built once and then only
  // read.
  expr::Arena arena_;
  std::vector<std::unique_ptr<Answer>> answers_;
  absl::flat_hash_map<std::string, std::vector<expr::Value>> rows_;
};

class JoinTables : public expr::LookupSource {
 public:
  // `request`: what the table "request" answers.
  explicit JoinTables(Variables request = {}) : request_(std::move(request)) {}

  void Add(const std::string& name, std::shared_ptr<const JoinTable> table) {
    tables_[name] = std::move(table);
  }

  expr::Value Lookup(absl::string_view table, const expr::Value& key,
                     expr::Arena& arena) const override;

 private:
  const Variables request_;
  std::map<std::string, std::shared_ptr<const JoinTable>, std::less<>> tables_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_JOIN_TABLES_H_
