#include "connectors/traffic/backoff.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "absl/time/time.h"
#include "base/random/seeded_random.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

TEST(Backoff, IsUniformBelowABoundThatDoubles) {
  SeededRandom random(1);
  Backoff backoff(random);
  absl::Duration bound = absl::Milliseconds(500);
  for (int made = 1; made <= 5; ++made, bound *= 2) {
    absl::Duration least = absl::InfiniteDuration();
    absl::Duration most = absl::ZeroDuration();
    for (int i = 0; i < 1000; ++i) {
      const absl::Duration wait = backoff.Wait(made, std::nullopt);
      least = std::min(least, wait);
      most = std::max(most, wait);
    }
    EXPECT_LT(least, bound * 0.05);
    EXPECT_GT(most, bound * 0.95);
    EXPECT_LT(most, bound);
  }
}

TEST(Backoff, NeverGrowsBeyondTheCap) {
  SeededRandom random(1);
  Backoff backoff(random);
  for (const int made : {7, 100, std::numeric_limits<int>::max()}) {
    EXPECT_LE(backoff.Wait(made, std::nullopt), absl::Seconds(30));
  }
}

TEST(Backoff, NeverComesBackSoonerThanAsked) {
  SeededRandom random(1);
  Backoff backoff(random);
  EXPECT_EQ(backoff.Wait(1, absl::Seconds(45)), absl::Seconds(45));
  EXPECT_GE(backoff.Wait(1, absl::Seconds(-5)), absl::ZeroDuration());
}

}  // namespace
}  // namespace hirewire::traffic
