#include "connectors/traffic/concurrency_budget.h"

namespace hirewire::traffic {

// How long the others take is not known: no deadline can be called hopeless.
Forecast ConcurrencyBudget::Ask(absl::Time now, int64_t ahead) {
  if (in_flight_ + ahead < limit_) return {};
  return {.ask_again = absl::InfiniteFuture()};
}

}  // namespace hirewire::traffic
