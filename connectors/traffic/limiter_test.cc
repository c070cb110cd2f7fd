#include "connectors/traffic/limiter.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/spawn.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "connectors/traffic/budget.h"
#include "connectors/traffic/concurrency_budget.h"
#include "connectors/traffic/fixed_window_budget.h"
#include "connectors/traffic/token_bucket_budget.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

// One call of Acquire.
struct Caller {
  std::optional<absl::StatusOr<Permit>> result;
  absl::Time ended;
  CancelHandle handle;

  bool waiting() const { return !result.has_value(); }
  bool served() const { return result.has_value() && result->ok(); }
  absl::Status status() const { return result->status(); }
};

class LimiterTest : public testing::Test {
 protected:
  void Make(std::unique_ptr<Budget> budget) {
    std::vector<std::unique_ptr<Budget>> budgets;
    if (budget != nullptr) budgets.push_back(std::move(budget));
    limiter_ = std::make_unique<Limiter>(clock_, std::move(budgets));
  }

  std::shared_ptr<Caller> Acquire(
      absl::Duration patience = absl::InfiniteDuration()) {
    auto caller = std::make_shared<Caller>();
    caller->handle = Spawn(context_->get_executor(),
                           limiter_->Acquire(clock_.Now() + patience),
                           [this, caller](absl::StatusOr<Permit> permit) {
                             caller->ended = clock_.Now();
                             caller->result.emplace(std::move(permit));
                           });
    Settle();
    return caller;
  }

  // Runs what is ready; no time passes.
  void Settle() { clock_.RunToIdle(*context_, absl::ZeroDuration()); }
  void Pass(absl::Duration time) {
    const absl::Time end = clock_.Now() + time;
    clock_.RunToIdle(*context_, time);
    clock_.AdvanceTo(end);
    Settle();
  }

  void Refuse(Caller& caller, std::optional<absl::Duration> retry_after) {
    const http::Response response = {.status = 429, .headers = {}, .body = ""};
    (*caller.result)->Answered(response, retry_after);
    Settle();
  }
  void Release(Caller& caller) {
    caller.result.reset();
    Settle();
  }

  FakeClock clock_;
  std::unique_ptr<boost::asio::io_context> context_ =
      std::make_unique<boost::asio::io_context>();
  std::unique_ptr<Limiter> limiter_;
};

TEST_F(LimiterTest, ServesInTheOrderOfArrival) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire();
  EXPECT_TRUE(a->served());
  Release(*a);
  EXPECT_TRUE(b->served());
  EXPECT_TRUE(c->waiting());
  Release(*b);
  EXPECT_TRUE(c->served());
}

TEST_F(LimiterTest, ACancelledWaiterFreesItsPlace) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire();
  b->handle.Cancel();
  Settle();
  ASSERT_FALSE(b->waiting());
  EXPECT_TRUE(absl::IsCancelled(b->status()));
  EXPECT_TRUE(c->waiting());
  Release(*a);
  EXPECT_TRUE(c->served());
}

TEST_F(LimiterTest, TheNextOneTakesOverTheTimerOfACancelledFirst) {
  Make(std::make_unique<TokenBucketBudget>(1, 1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire();
  b->handle.Cancel();
  Pass(absl::Seconds(1));
  EXPECT_TRUE(a->served());
  EXPECT_TRUE(c->served());
}

TEST_F(LimiterTest, AWaiterCancelledAsItsTurnComesTakesNoPlace) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire();
  // Both before the waiter runs.
  a->result.reset();
  b->handle.Cancel();
  Settle();
  if (b->served()) Release(*b);
  EXPECT_TRUE(c->served());
}

TEST_F(LimiterTest, ADeadlineWithinTheWindowIsToldAtOnce) {
  FixedWindowOptions options;
  options.limit = 1;
  options.window = absl::Seconds(30);
  Make(std::make_unique<FixedWindowBudget>(options));
  Release(*Acquire());
  const auto late = Acquire(absl::Seconds(5));
  ASSERT_FALSE(late->waiting());
  EXPECT_EQ(ReasonOf(late->status()), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_EQ(DetailsOf(late->status())->retry_after, absl::Seconds(30));
  EXPECT_TRUE(Acquire(absl::Seconds(31))->waiting());
}

TEST_F(LimiterTest, TheQueueAheadCountsAgainstTheDeadline) {
  Make(std::make_unique<TokenBucketBudget>(1, 1));
  std::vector<std::shared_ptr<Caller>> callers;
  for (int i = 0; i < 5; ++i) callers.push_back(Acquire(absl::Seconds(2.5)));
  EXPECT_TRUE(callers[0]->served());
  EXPECT_TRUE(callers[1]->waiting());
  EXPECT_TRUE(callers[2]->waiting());
  ASSERT_FALSE(callers[3]->waiting());
  EXPECT_EQ(ReasonOf(callers[3]->status()), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  Pass(absl::Seconds(2.5));
  EXPECT_TRUE(callers[1]->served());
  EXPECT_TRUE(callers[2]->served());
}

TEST_F(LimiterTest, ADeadlineThatPassesInTheQueueIsQuotaExhausted) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire(absl::Seconds(3));
  const absl::Time start = clock_.Now();
  Pass(absl::Minutes(1));
  ASSERT_FALSE(b->waiting());
  EXPECT_EQ(b->ended, start + absl::Seconds(3));
  EXPECT_EQ(ReasonOf(b->status()), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_TRUE(DetailsOf(b->status())->retry_after.has_value());
}

TEST_F(LimiterTest, ARefusalBlocksTheConnectionAsLongAsTheVendorAsks) {
  Make(nullptr);
  const absl::Time start = clock_.Now();
  Refuse(*Acquire(), absl::Seconds(7));
  const auto b = Acquire();
  const auto c = Acquire();
  Pass(absl::Minutes(1));
  EXPECT_EQ(b->ended, start + absl::Seconds(7));
  EXPECT_EQ(c->ended, start + absl::Seconds(7));
}

TEST_F(LimiterTest, ARefusalWithoutAWordBlocksForASecond) {
  Make(nullptr);
  const absl::Time start = clock_.Now();
  Refuse(*Acquire(), std::nullopt);
  const auto b = Acquire();
  Pass(absl::Minutes(1));
  EXPECT_EQ(b->ended, start + absl::Seconds(1));
}

TEST_F(LimiterTest, AnAbsurdRetryAfterDoesNotBlockForGood) {
  Make(nullptr);
  Refuse(*Acquire(), absl::InfiniteDuration());
  const auto b = Acquire();
  Pass(absl::Hours(1));
  EXPECT_TRUE(b->served());
}

TEST_F(LimiterTest, WhoeverCannotMakeItAfterARefusalHearsItAtOnce) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire(absl::Seconds(10));
  const auto d = Acquire(absl::Minutes(5));
  Refuse(*a, absl::Minutes(1));
  EXPECT_TRUE(b->waiting());
  ASSERT_FALSE(c->waiting());
  EXPECT_EQ(ReasonOf(c->status()), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_EQ(DetailsOf(c->status())->retry_after, absl::Minutes(1));
  EXPECT_TRUE(d->waiting());
}

TEST_F(LimiterTest, AnUnusedPermitGivesItsPlaceBack) {
  Make(std::make_unique<TokenBucketBudget>(1, 1));
  const auto a = Acquire();
  const auto b = Acquire();
  EXPECT_TRUE(b->waiting());
  (*a->result)->Unused();
  Settle();
  EXPECT_TRUE(b->served());
}

TEST_F(LimiterTest, HoldsToEveryBudget) {
  std::vector<std::unique_ptr<Budget>> budgets;
  budgets.push_back(std::make_unique<TokenBucketBudget>(1, 5));
  budgets.push_back(std::make_unique<ConcurrencyBudget>(1));
  limiter_ = std::make_unique<Limiter>(clock_, std::move(budgets));
  const auto a = Acquire();
  const auto b = Acquire();
  Pass(absl::Seconds(10));
  EXPECT_TRUE(b->waiting());
  Release(*a);
  EXPECT_TRUE(b->served());
}

TEST_F(LimiterTest, PermitsAndWaitersMayOutliveIt) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  limiter_.reset();
  Release(*a);
  EXPECT_TRUE(b->served());
}

TEST_F(LimiterTest, WaitersMayGoDownWithTheirExecutor) {
  Make(std::make_unique<ConcurrencyBudget>(1));
  const auto a = Acquire();
  const auto b = Acquire();
  const auto c = Acquire(absl::Seconds(5));
  context_.reset();
  EXPECT_TRUE(b->waiting());
  EXPECT_TRUE(c->waiting());
}

}  // namespace
}  // namespace hirewire::traffic
