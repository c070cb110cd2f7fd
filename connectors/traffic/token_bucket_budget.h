// A steady rate with bursts.
//
//   TokenBucketBudget budget(/*rate=*/10, /*burst=*/20);
//
// The bucket begins with one second's worth only: another process of ours may
// have emptied the vendor's just before this one started.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_TOKEN_BUCKET_BUDGET_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_TOKEN_BUCKET_BUDGET_H_

#include <cstdint>

#include "absl/time/time.h"
#include "connectors/traffic/budget.h"

namespace hirewire::traffic {

class TokenBucketBudget : public Budget {
 public:
  // Requests a second, positive; requests at once, at least 1.
  TokenBucketBudget(double rate, int64_t burst);

  Forecast Ask(absl::Time now, int64_t ahead) override;
  void OnIssue(uint64_t serial, absl::Time now) override;
  // A 429 empties the bucket: the vendor's was emptier than we thought.
  void OnEnd(const Ending& ending) override;

 private:
  void Refill(absl::Time now);

  const double rate_;
  const double burst_;
  double tokens_;
  absl::Time refilled_ = absl::InfinitePast();
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_TOKEN_BUCKET_BUDGET_H_
