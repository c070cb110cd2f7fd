// Log lines for requests to vendors: one for each that did not go well, and for
// all of them where the log takes debug lines.
#ifndef HIREWIRE_SERVICES_SERVER_ATTEMPT_LOG_H_
#define HIREWIRE_SERVICES_SERVER_ATTEMPT_LOG_H_

#include "base/log/logger.h"
#include "connectors/traffic/observer.h"

namespace hirewire::server {

class AttemptLog : public traffic::Observer {
 public:
  // `logger` outlives it.
  explicit AttemptLog(log::Logger& logger) : logger_(logger) {}

  void OnAttempt(const traffic::Observation& observation) override;

 private:
  log::Logger& logger_;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_ATTEMPT_LOG_H_
