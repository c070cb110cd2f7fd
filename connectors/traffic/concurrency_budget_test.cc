#include "connectors/traffic/concurrency_budget.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1767225600);

TEST(ConcurrencyBudget, AllowsSoManyAtATime) {
  ConcurrencyBudget budget(2);
  EXPECT_LE(budget.Ask(kNow, 1).ask_again, kNow);
  budget.OnIssue(1, kNow);
  budget.OnIssue(2, kNow);
  EXPECT_EQ(budget.Ask(kNow, 0).ask_again, absl::InfiniteFuture());
  budget.OnEnd({.serial = 1,
                .issued = kNow,
                .now = kNow,
                .unused = false,
                .response = nullptr});
  EXPECT_LE(budget.Ask(kNow, 0).ask_again, kNow);
  EXPECT_EQ(budget.Ask(kNow, 1).ask_again, absl::InfiniteFuture());
}

TEST(ConcurrencyBudget, CallsNoDeadlineHopeless) {
  ConcurrencyBudget budget(1);
  budget.OnIssue(1, kNow);
  EXPECT_LE(budget.Ask(kNow, 100).not_before, kNow);
}

}  // namespace
}  // namespace hirewire::traffic
