#include "connectors/engine/reference_cache.h"

#include <utility>

#include "base/status/macros.h"

namespace hirewire::engine {

Async<TablePtr> ReferenceCache::Get(const std::string& key, absl::Duration life,
                                    std::function<Async<TablePtr>()> load) {
  std::shared_ptr<Entry>& slot = entries_[key];
  if (slot == nullptr) slot = std::make_shared<Entry>(executor_);
  const std::shared_ptr<Entry> entry = slot;
  if (clock_.Now() < entry->stale_from) co_return entry->table;
  HW_CO_ASSIGN_OR_RETURN(TablePtr table,
                         co_await entry->flight.Run(std::move(load)));
  // The first of those who shared the load writes it down; the rest agree.
  if (entry->table != table) {
    entry->table = table;
    entry->stale_from = clock_.Now() + life;
  }
  co_return table;
}

}  // namespace hirewire::engine
