// So many requests at a time.
//
//   ConcurrencyBudget budget(/*limit=*/4);
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_CONCURRENCY_BUDGET_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_CONCURRENCY_BUDGET_H_

#include <cstdint>

#include "absl/time/time.h"
#include "connectors/traffic/budget.h"

namespace hirewire::traffic {

class ConcurrencyBudget : public Budget {
 public:
  // At least 1.
  explicit ConcurrencyBudget(int64_t limit) : limit_(limit) {}

  Forecast Ask(absl::Time now, int64_t ahead) override;
  void OnIssue(uint64_t serial, absl::Time now) override { ++in_flight_; }
  void OnEnd(const Ending& ending) override { --in_flight_; }

 private:
  const int64_t limit_;
  int64_t in_flight_ = 0;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_CONCURRENCY_BUDGET_H_
