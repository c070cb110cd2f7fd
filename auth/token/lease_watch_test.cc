#include "auth/token/lease_watch.h"

#include <algorithm>
#include <cstdint>

#include "absl/time/time.h"
#include "base/random/seeded_random.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

constexpr absl::Duration kLease = absl::Seconds(10);

class LeaseWatchTest : public testing::Test {
 protected:
  bool After(absl::Duration step, int64_t version = 3) {
    now_ += step;
    return watch_.IsOver(version, kLease, now_);
  }

  LeaseWatch watch_;
  absl::Time now_ = absl::FromUnixSeconds(1'770'000'000);
};

TEST_F(LeaseWatchTest, IsOverAfterTheWholeLeaseWithoutAChange) {
  EXPECT_FALSE(After(absl::ZeroDuration()));
  for (int second = 1; second < 10; ++second) {
    EXPECT_FALSE(After(absl::Seconds(1))) << second;
  }
  EXPECT_FALSE(After(absl::Milliseconds(999)));
  EXPECT_TRUE(After(absl::Milliseconds(1)));
}

TEST_F(LeaseWatchTest, ASignOfLifeStartsAnew) {
  EXPECT_FALSE(After(absl::ZeroDuration(), 3));
  EXPECT_FALSE(After(absl::Seconds(5), 3));
  EXPECT_FALSE(After(absl::Seconds(4), 3));
  EXPECT_FALSE(After(absl::Seconds(1), 4));
  EXPECT_FALSE(After(absl::Seconds(5), 4));
  EXPECT_FALSE(After(absl::Seconds(4), 4));
  EXPECT_TRUE(After(absl::Seconds(1), 4));
}

TEST_F(LeaseWatchTest, AClockThatJumpsCountsForHalfTheLeaseAtMost) {
  EXPECT_FALSE(After(absl::ZeroDuration()));
  EXPECT_FALSE(After(absl::Hours(1)));
  EXPECT_FALSE(After(absl::Milliseconds(4999)));
  EXPECT_TRUE(After(absl::Milliseconds(1)));
}

TEST_F(LeaseWatchTest, AClockThatIsSetBackCountsForNothing) {
  EXPECT_FALSE(After(absl::ZeroDuration()));
  EXPECT_FALSE(After(absl::Seconds(5)));
  EXPECT_FALSE(After(-absl::Hours(1)));
  EXPECT_FALSE(After(absl::Seconds(4)));
  EXPECT_TRUE(After(absl::Seconds(1)));
}

TEST_F(LeaseWatchTest, PausesGrowToABoundAndBeginSmallForAnotherVersion) {
  SeededRandom random(7);
  After(absl::ZeroDuration());
  absl::Duration longest;
  absl::Duration expected = absl::Milliseconds(5);
  for (int look = 0; look < 20; ++look) {
    const absl::Duration pause = watch_.NextPause(random);
    EXPECT_GE(pause, expected * 0.5) << look;
    EXPECT_LE(pause, expected * 1.5) << look;
    longest = std::max(longest, pause);
    expected = std::min(expected * 1.5, absl::Milliseconds(200));
  }
  EXPECT_GT(longest, absl::Milliseconds(100));
  After(absl::Seconds(1), 4);
  EXPECT_LE(watch_.NextPause(random), absl::Milliseconds(7.5));
}

}  // namespace
}  // namespace hirewire::auth
