#include "connectors/traffic/token_bucket_budget.h"

#include <cstdint>

#include "absl/time/time.h"
#include "base/http/transport.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1767225600);

// Requests that may go at `now`, each issued.
int Drain(TokenBucketBudget& budget, absl::Time now) {
  int count = 0;
  while (budget.Ask(now, 0).ask_again <= now) {
    budget.OnIssue(static_cast<uint64_t>(++count), now);
  }
  return count;
}

TEST(TokenBucketBudget, BeginsWithOneSecondsWorth) {
  TokenBucketBudget budget(10, 20);
  EXPECT_EQ(Drain(budget, kStart), 10);
}

TEST(TokenBucketBudget, ASlowRateBeginsWithOne) {
  TokenBucketBudget budget(0.1, 5);
  EXPECT_EQ(Drain(budget, kStart), 1);
  EXPECT_EQ(budget.Ask(kStart, 0).not_before, kStart + absl::Seconds(10));
}

TEST(TokenBucketBudget, SavesUpToTheBurst) {
  TokenBucketBudget budget(10, 20);
  Drain(budget, kStart);
  EXPECT_EQ(Drain(budget, kStart + absl::Hours(1)), 20);
  EXPECT_EQ(Drain(budget, kStart + absl::Hours(1) + absl::Seconds(1)), 10);
}

TEST(TokenBucketBudget, KeepsTheRateOverAnHourOfSmallSteps) {
  TokenBucketBudget budget(10, 20);
  int total = 0;
  for (int i = 0; i < 3600 * 7; ++i) {
    total += Drain(budget, kStart + i * absl::Seconds(1) / 7);
  }
  EXPECT_NEAR(total, 36000 + 10, 10);
}

TEST(TokenBucketBudget, ForecastsTheQueue) {
  TokenBucketBudget budget(10, 20);
  Drain(budget, kStart);
  EXPECT_EQ(budget.Ask(kStart, 4).not_before, kStart + absl::Milliseconds(500));
}

TEST(TokenBucketBudget, ARefusalEmptiesIt) {
  TokenBucketBudget budget(10, 20);
  budget.OnIssue(1, kStart);
  const http::Response refusal = {.status = 429, .headers = {}, .body = ""};
  budget.OnEnd({.serial = 1,
                .issued = kStart,
                .now = kStart,
                .unused = false,
                .response = &refusal});
  EXPECT_EQ(Drain(budget, kStart), 0);
  EXPECT_EQ(Drain(budget, kStart + absl::Seconds(1)), 10);
}

TEST(TokenBucketBudget, AnUnusedTokenIsGivenBack) {
  TokenBucketBudget budget(1, 1);
  budget.OnIssue(1, kStart);
  budget.OnEnd({.serial = 1,
                .issued = kStart,
                .now = kStart,
                .unused = true,
                .response = nullptr});
  EXPECT_EQ(Drain(budget, kStart), 1);
}

TEST(TokenBucketBudget, AClockSetBackNeitherFillsNorStopsIt) {
  TokenBucketBudget budget(10, 20);
  Drain(budget, kStart);
  const absl::Time back = kStart - absl::Hours(1);
  EXPECT_EQ(Drain(budget, back), 0);
  EXPECT_EQ(Drain(budget, back + absl::Seconds(1)), 10);
}

}  // namespace
}  // namespace hirewire::traffic
