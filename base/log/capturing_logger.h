// Keeps what was logged, for tests that assert it, or that it is not there.
//
//   CapturingLogger logger;
//   ...
//   EXPECT_EQ(logger.Count("vendor_call.ended"), 2);
//   EXPECT_EQ(logger.Text().find(canary), std::string::npos);
#ifndef HIREWIRE_BASE_LOG_CAPTURING_LOGGER_H_
#define HIREWIRE_BASE_LOG_CAPTURING_LOGGER_H_

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "base/log/logger.h"

namespace hirewire::log {

class CapturingLogger : public Logger {
 public:
  struct Entry {
    Level level;
    std::string event;
    std::vector<Field> fields;
  };

  void Write(Level level, Word event, std::vector<Field> fields) override;

  std::vector<Entry> entries() const;
  // How many entries have this event.
  int Count(absl::string_view event) const;
  // All entries as JSON lines, stamped with the epoch.
  std::string Text() const;

 private:
  mutable absl::Mutex mutex_;
  std::vector<Entry> entries_ ABSL_GUARDED_BY(mutex_);
  std::string text_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::log

#endif  // HIREWIRE_BASE_LOG_CAPTURING_LOGGER_H_
