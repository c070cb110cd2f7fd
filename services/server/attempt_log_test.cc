#include "services/server/attempt_log.h"

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/log/capturing_logger.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

log::CapturingLogger::Entry EntryOf(int http_status, absl::StatusCode code) {
  log::CapturingLogger logger;
  traffic::Observation observation;
  observation.vendor = "acme";
  observation.connection = "acme-1";
  observation.operation = "acme.jobs.list";
  observation.attempt = 2;
  observation.http_status = http_status;
  observation.code = code;
  observation.latency = absl::Milliseconds(12);
  AttemptLog(logger).OnAttempt(observation);
  EXPECT_TRUE(absl::StrContains(logger.Text(), "acme.jobs.list"));
  return logger.entries().at(0);
}

TEST(AttemptLog, IsQuietAboutWhatGoesWell) {
  EXPECT_EQ(EntryOf(200, absl::StatusCode::kOk).level, log::Level::kDebug);
}

TEST(AttemptLog, TellsWhatDoesNot) {
  EXPECT_EQ(EntryOf(429, absl::StatusCode::kOk).level, log::Level::kInfo);
  EXPECT_EQ(EntryOf(0, absl::StatusCode::kUnavailable).level,
            log::Level::kInfo);
}

}  // namespace
}  // namespace hirewire::server
