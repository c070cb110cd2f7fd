// Logs as JSON, one object per line, on standard error: what a container's
// runtime collects. Made once, in the composition root.
//
//   StderrLogger logger(clock, Level::kInfo);
#ifndef HIREWIRE_BASE_LOG_STDERR_LOGGER_H_
#define HIREWIRE_BASE_LOG_STDERR_LOGGER_H_

#include <memory>
#include <vector>

#include "base/log/logger.h"
#include "base/time/clock.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace hirewire::log {

// Lines of several threads do not mix.
class StderrLogger : public Logger {
 public:
  // Entries below `least` are dropped. `clock` outlives the logger.
  StderrLogger(const Clock& clock, Level least);

  void Write(Level level, Word event, std::vector<Field> fields) override;

 private:
  const Clock& clock_;
  const Level least_;
  const std::shared_ptr<spdlog::logger> sink_;
};

}  // namespace hirewire::log

#endif  // HIREWIRE_BASE_LOG_STDERR_LOGGER_H_
