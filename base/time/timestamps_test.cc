#include "base/time/timestamps.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

TEST(Timestamps, RoundTripToTheNanosecond) {
  for (const absl::Time time :
       {absl::UnixEpoch(), absl::FromUnixNanos(1700000000123456789),
        absl::FromUnixNanos(-1), absl::FromUnixSeconds(-62135596800)}) {
    EXPECT_EQ(ToTime(ToTimestamp(time)), time);
    EXPECT_EQ(ToTime(ToProto(time)), time);
  }
}

TEST(Timestamps, NanosCountForwardBefore1970) {
  EXPECT_EQ(ToTimestamp(absl::FromUnixNanos(-1)), (Timestamp{-1, 999999999}));
}

TEST(Timestamps, CutsWhatIsLessThanANanosecond) {
  const absl::Time time = absl::UnixEpoch() + absl::Nanoseconds(5) / 2;
  EXPECT_EQ(ToProto(time).nanos(), 2);
}

}  // namespace
}  // namespace hirewire
