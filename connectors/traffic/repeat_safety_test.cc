#include "connectors/traffic/repeat_safety.h"

#include "absl/status/status.h"
#include "base/http/transport.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

Call MakeCall(bool idempotent) {
  Call call;
  call.idempotent = idempotent;
  return call;
}

TEST(RepeatSafety, AnIdempotentCallMayAlwaysBeRepeated) {
  const Call read = MakeCall(true);
  EXPECT_TRUE(RepeatSafety::AfterAnswer(read, 500));
  EXPECT_TRUE(RepeatSafety::AfterFailure(read, absl::UnavailableError("")));
}

TEST(RepeatSafety, AWriteIsRepeatedOnlyWhenItCertainlyDidNothing) {
  const Call write = MakeCall(false);
  EXPECT_TRUE(RepeatSafety::AfterAnswer(write, 429));
  EXPECT_FALSE(RepeatSafety::AfterAnswer(write, 500));
  EXPECT_FALSE(RepeatSafety::AfterAnswer(write, 503));
  EXPECT_FALSE(RepeatSafety::AfterFailure(write, absl::UnavailableError("")));
  EXPECT_TRUE(RepeatSafety::AfterFailure(
      write, http::MarkNeverSent(absl::UnavailableError(""))));
}

}  // namespace
}  // namespace hirewire::traffic
