// One log line for every name that a vendor's answers have and its manifest has
// not, at first sight: the name, never what stood there.
#ifndef HIREWIRE_SERVICES_SERVER_DRIFT_LOG_H_
#define HIREWIRE_SERVICES_SERVER_DRIFT_LOG_H_

#include <string>

#include "base/log/logger.h"
#include "connectors/engine/schema_drift.h"

namespace hirewire::server {

class DriftLog : public engine::DriftObserver {
 public:
  // `logger` outlives it.
  explicit DriftLog(log::Logger& logger) : logger_(logger) {}

  void OnNew(const std::string& vendor, const std::string& entity,
             const engine::DriftNews& news) override;

 private:
  log::Logger& logger_;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_DRIFT_LOG_H_
