// Logs every attempt at a vendor call: one line of names and numbers.
//
//   LogObserver observer(logger);
//   // {"event":"vendor_call.ended","vendor":"acme","connection":"acme-1",
//   //  "operation":"acme.jobs.list","attempt":1,"status":200,
//   //  "latency_ms":182.5, ...}
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_LOG_OBSERVER_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_LOG_OBSERVER_H_

#include "base/log/logger.h"
#include "connectors/traffic/observer.h"

namespace hirewire::traffic {

// "vendor_call.ended" where there was an answer, whatever its status, and
// "vendor_call.failed" with the kind of error where there was none.
class LogObserver : public Observer {
 public:
  // `logger` outlives this.
  explicit LogObserver(log::Logger& logger) : logger_(logger) {}

  void OnAttempt(const Observation& observation) override;

 private:
  log::Logger& logger_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_LOG_OBSERVER_H_
