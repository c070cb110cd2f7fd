// Reads what lookup() needs for one page of records: in batches, all pages of
// each, and reference data from the cache.
#ifndef HIREWIRE_CONNECTORS_ENGINE_JOIN_LOADER_H_
#define HIREWIRE_CONNECTORS_ENGINE_JOIN_LOADER_H_

#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "base/async/async.h"
#include "base/expr/value.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/fetcher.h"
#include "connectors/engine/join_tables.h"
#include "connectors/engine/uri_template.h"
#include "connectors/engine/vendor_session.h"

namespace hirewire::engine {

class JoinLoader {
 public:
  // `request`: what expressions may look up of the request. All but it outlives
  // the loader.
  JoinLoader(SessionPtr session, const CompiledEntity& entity, Errand errand,
             Variables request = {})
      : session_(std::move(session)),
        entity_(entity),
        errand_(errand),
        tables_(std::move(request)) {}

  // Loads the joins named, where they are not loaded yet. A join that the
  // credential may not read stays empty and is noted in denied(); a single key
  // that the vendor does not know has no row; every other failure is final.
  // `answer`, which outlives tables(): what the records were read from.
  AsyncStatus Load(const std::set<std::string>& names,
                   std::span<const expr::Value> records, expr::Value answer);

  const JoinTables& tables() const { return tables_; }
  const std::set<std::string>& denied() const { return denied_; }

 private:
  // "Candidate.list.users": what errors and logs call the look-up.
  std::string OperationOf(const CompiledJoin& join) const;
  AsyncStatus LoadOne(const CompiledJoin& join,
                      std::span<const expr::Value> records);
  void TakeIncluded(const CompiledJoin& join, const expr::Value& answer);
  Async<TablePtr> LoadReference(const CompiledJoin& join);
  Async<TablePtr> LoadBatches(const CompiledJoin& join,
                              std::span<const expr::Value> records);
  absl::StatusOr<std::vector<std::string>> KeysOf(
      const CompiledJoin& join, std::span<const expr::Value> records) const;

  const SessionPtr session_;
  const CompiledEntity& entity_;
  const Errand errand_;
  JoinTables tables_;
  std::set<std::string> loaded_;
  std::set<std::string> denied_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_JOIN_LOADER_H_
