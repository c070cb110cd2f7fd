#include "services/rpc/trailing_metadata.h"

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::rpc {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

Call SomeCall() {
  Call call;
  call.request_id = "r1";
  call.start = absl::FromUnixSeconds(100);
  call.cost.vendor_calls = 3;
  call.cost.retries = 1;
  call.cost.vendor_time = absl::Microseconds(1500);
  call.cost.queue_time = absl::Microseconds(250);
  call.cost.quota_left = 47;
  return call;
}

TEST(TrailingMetadata, SaysWhereTheTimeWentToTheMicrosecond) {
  const Call call = SomeCall();
  const Timing timing = TimingOf(call, call.start + absl::Microseconds(2000));
  EXPECT_THAT(TrailingMetadata(call, timing),
              ElementsAre(Pair("hirewire-request-id", "r1"),
                          Pair("hirewire-vendor-calls", "3"),
                          Pair("hirewire-retries", "1"),
                          Pair("hirewire-vendor-time-ms", "1.500"),
                          Pair("hirewire-queue-time-ms", "0.250"),
                          Pair("hirewire-own-time-ms", "0.250"),
                          Pair("hirewire-quota-left", "47")));
}

TEST(TrailingMetadata, LeavesOutAQuotaThatNobodyKnows) {
  Call call = SomeCall();
  call.cost.quota_left.reset();
  EXPECT_THAT(TrailingMetadata(call, TimingOf(call, call.start)),
              Not(Contains(Key("hirewire-quota-left"))));
}

TEST(Timing, OwnTimeIsNeverNegative) {
  const Call call = SomeCall();
  const Timing overlapping =
      TimingOf(call, call.start + absl::Microseconds(1600));
  EXPECT_EQ(overlapping.own, absl::ZeroDuration());
  const Timing backwards = TimingOf(call, call.start - absl::Seconds(5));
  EXPECT_EQ(backwards.total, absl::ZeroDuration());
}

}  // namespace
}  // namespace hirewire::rpc
