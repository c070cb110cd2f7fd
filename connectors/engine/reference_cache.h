// Reference data of one account: whole small collections that lookups need,
// kept for a few minutes. Never candidates, applications or what hangs off
// them; manifests say which, and only in memory.
#ifndef HIREWIRE_CONNECTORS_ENGINE_REFERENCE_CACHE_H_
#define HIREWIRE_CONNECTORS_ENGINE_REFERENCE_CACHE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/async/single_flight.h"
#include "base/time/clock.h"
#include "connectors/engine/join_tables.h"

namespace hirewire::engine {

using TablePtr = std::shared_ptr<const JoinTable>;

// Everything on one executor. `clock` outlives it.
class ReferenceCache {
 public:
  ReferenceCache(const Executor& executor, const Clock& clock)
      : executor_(executor), clock_(clock) {}

  // The table under `key`, loaded by `load` where it is missing or older than
  // `life`. Callers at the same time share one load, which goes on when its
  // caller is gone: `load` must hold on to all it needs.
  Async<TablePtr> Get(const std::string& key, absl::Duration life,
                      std::function<Async<TablePtr>()> load);

 private:
  struct Entry {
    explicit Entry(const Executor& executor) : flight(executor) {}
    SingleFlight<TablePtr> flight;
    TablePtr table;
    absl::Time stale_from = absl::InfinitePast();
  };

  const Executor executor_;
  const Clock& clock_;
  std::map<std::string, std::shared_ptr<Entry>> entries_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_REFERENCE_CACHE_H_
