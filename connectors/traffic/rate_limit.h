// Makes each attempt wait for a permit of its connection's limiter.
//
//   RateLimit exchange(std::move(inner), limiter, clock);
//
// Every answer, also a refusal, goes back to the limiter, which learns from its
// headers.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_RATE_LIMIT_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_RATE_LIMIT_H_

#include <memory>
#include <utility>

#include "base/time/clock.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/limiter.h"

namespace hirewire::traffic {

// Fails also as Limiter::Acquire does. Adds the wait to the call's queue_time
// and sets its quota_left.
class RateLimit : public Exchange {
 public:
  // `clock` outlives this.
  RateLimit(std::unique_ptr<Exchange> inner, std::shared_ptr<Limiter> limiter,
            Clock& clock)
      : inner_(std::move(inner)), limiter_(std::move(limiter)), clock_(clock) {}

  Async<Answer> Try(Attempt attempt) override;

 private:
  const std::unique_ptr<Exchange> inner_;
  const std::shared_ptr<Limiter> limiter_;
  Clock& clock_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_RATE_LIMIT_H_
