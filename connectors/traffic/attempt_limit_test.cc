#include "connectors/traffic/attempt_limit.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1767225600);
constexpr absl::Duration kSecond = absl::Seconds(1);

TEST(AttemptLimit, AllowsFiveAttempts) {
  const AttemptLimit limit;
  EXPECT_TRUE(limit.Allows(4, kNow, kSecond, absl::InfiniteFuture()));
  EXPECT_FALSE(limit.Allows(5, kNow, kSecond, absl::InfiniteFuture()));
}

TEST(AttemptLimit, NoAttemptBeginsAtTheDeadline) {
  const AttemptLimit limit;
  EXPECT_FALSE(limit.Allows(1, kNow, kSecond, kNow + kSecond));
  EXPECT_TRUE(limit.Allows(1, kNow, kSecond, kNow + 2 * kSecond));
}

TEST(AttemptLimit, WaitsForNoVendorForEver) {
  const AttemptLimit limit;
  EXPECT_FALSE(limit.Allows(1, kNow, absl::Hours(1), absl::InfiniteFuture()));
  EXPECT_FALSE(
      limit.Allows(1, kNow, absl::InfiniteDuration(), absl::InfiniteFuture()));
}

}  // namespace
}  // namespace hirewire::traffic
