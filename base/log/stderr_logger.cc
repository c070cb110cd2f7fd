#include "base/log/stderr_logger.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <string>

#include "base/log/json_line.h"

namespace hirewire::log {
namespace {

std::shared_ptr<spdlog::logger> MakeSink() {
  auto sink = std::make_shared<spdlog::logger>(
      "hirewire", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  sink->set_pattern("%v");  // The line is complete already.
  sink->set_level(spdlog::level::trace);
  return sink;
}

}  // namespace

StderrLogger::StderrLogger(const Clock& clock, Level least)
    : clock_(clock), least_(least), sink_(MakeSink()) {}

void StderrLogger::Write(Level level, Word event, std::vector<Field> fields) {
  if (level < least_) return;
  const std::string line = ToJsonLine(clock_.Now(), level, event, fields);
  sink_->log(spdlog::level::info,
             spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace hirewire::log
