#include "base/log/capturing_logger.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/log/json_line.h"

namespace hirewire::log {

void CapturingLogger::Write(Level level, Word event,
                            std::vector<Field> fields) {
  absl::MutexLock lock(&mutex_);
  absl::StrAppend(&text_, ToJsonLine(absl::UnixEpoch(), level, event, fields),
                  "\n");
  entries_.push_back({level, std::string(event.text()), std::move(fields)});
}

std::vector<CapturingLogger::Entry> CapturingLogger::entries() const {
  absl::MutexLock lock(&mutex_);
  return entries_;
}

int CapturingLogger::Count(absl::string_view event) const {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(
      std::count_if(entries_.begin(), entries_.end(),
                    [&](const Entry& entry) { return event == entry.event; }));
}

std::string CapturingLogger::Text() const {
  absl::MutexLock lock(&mutex_);
  return text_;
}

}  // namespace hirewire::log
