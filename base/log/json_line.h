// One log entry as one line of JSON.
#ifndef HIREWIRE_BASE_LOG_JSON_LINE_H_
#define HIREWIRE_BASE_LOG_JSON_LINE_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "base/log/logger.h"

namespace hirewire::log {

// {"time":"2026-01-01T00:00:00.000Z","level":"info","event":"...",...} without
// a line break at the end or within: what a value holds is escaped, bytes that
// are no UTF-8 become U+FFFD, and numbers that JSON has no word for become
// null.
std::string ToJsonLine(absl::Time time, Level level, Word event,
                       const std::vector<Field>& fields);

}  // namespace hirewire::log

#endif  // HIREWIRE_BASE_LOG_JSON_LINE_H_
