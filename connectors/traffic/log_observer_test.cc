#include "connectors/traffic/log_observer.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/log/capturing_logger.h"
#include "base/log/logger.h"
#include "connectors/traffic/observer.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

class LogObserverTest : public testing::Test {
 protected:
  void Observe(int http_status, absl::StatusCode code) {
    observer_.OnAttempt({.vendor = "acme",
                         .connection = "acme-1",
                         .operation = "acme.jobs.list",
                         .attempt = 2,
                         .http_status = http_status,
                         .code = code,
                         .latency = absl::Microseconds(182500)});
  }

  log::CapturingLogger logger_;
  LogObserver observer_{logger_};
};

TEST_F(LogObserverTest, OneLinePerAnswer) {
  Observe(429, absl::StatusCode::kOk);
  EXPECT_EQ(logger_.Count("vendor_call.ended"), 1);
  for (const char* part : {R"("vendor":"acme")", R"("connection":"acme-1")",
                           R"("operation":"acme.jobs.list")", R"("attempt":2)",
                           R"("status":429)", R"("latency_ms":182.5)"}) {
    EXPECT_TRUE(absl::StrContains(logger_.Text(), part)) << logger_.Text();
  }
}

TEST_F(LogObserverTest, FailuresNameTheirKind) {
  Observe(0, absl::StatusCode::kUnavailable);
  EXPECT_EQ(logger_.Count("vendor_call.failed"), 1);
  EXPECT_EQ(logger_.entries()[0].level, log::Level::kWarning);
  EXPECT_TRUE(absl::StrContains(logger_.Text(), R"("error":"UNAVAILABLE")"));
}

TEST_F(LogObserverTest, ACallerThatLeftIsNoWarning) {
  Observe(0, absl::StatusCode::kCancelled);
  EXPECT_EQ(logger_.entries()[0].level, log::Level::kInfo);
}

}  // namespace
}  // namespace hirewire::traffic
