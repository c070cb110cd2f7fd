// The uppermost layer: repeats what may be repeated, and explains what may not.
//
//   Retry channel("acme", "acme-1", std::move(inner), Backoff(random),
//                 AttemptLimit(), clock);
//
// Three policies decide, each a class of its own: AttemptLimit (may I go on),
// Backoff (how long do I wait), RepeatSafety (is it safe). Apart from them, an
// attempt whose credential was refused is made again at once, one time in a
// call, since the refused one did nothing.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_RETRY_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_RETRY_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "base/time/clock.h"
#include "connectors/traffic/attempt_limit.h"
#include "connectors/traffic/backoff.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/exchange.h"

namespace hirewire::traffic {

// Every failure has a reason, and "vendor", "connection" and "operation" in its
// metadata; those that a later call may mend have RetryInfo. Counts the call's
// retries and adds the backoff to its queue_time.
class Retry : public Channel {
 public:
  // The names are for errors. `clock` outlives this.
  Retry(std::string vendor, std::string connection,
        std::unique_ptr<Exchange> inner, Backoff backoff, AttemptLimit limit,
        Clock& clock)
      : vendor_(std::move(vendor)),
        connection_(std::move(connection)),
        inner_(std::move(inner)),
        backoff_(backoff),
        limit_(limit),
        clock_(clock) {}

  // `call` outlives the coroutine.
  Async<http::Response> Send(const Call& call) override;

 private:
  absl::Status Label(const Call& call, absl::Status error) const;

  const std::string vendor_;
  const std::string connection_;
  const std::unique_ptr<Exchange> inner_;
  Backoff backoff_;
  const AttemptLimit limit_;
  Clock& clock_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_RETRY_H_
