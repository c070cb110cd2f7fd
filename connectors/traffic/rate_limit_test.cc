#include "connectors/traffic/rate_limit.h"

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/run.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/budget.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/fake_exchange.h"
#include "connectors/traffic/limiter.h"
#include "connectors/traffic/token_bucket_budget.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

// One request a second, and a word on what is left.
class TalkativeBucket : public TokenBucketBudget {
 public:
  TalkativeBucket() : TokenBucketBudget(1, 1) {}
  std::optional<int64_t> left() const override { return 17; }
};

class RateLimitTest : public testing::Test {
 protected:
  RateLimitTest() : inner_(clock_) {
    std::vector<std::unique_ptr<Budget>> budgets;
    budgets.push_back(std::make_unique<TalkativeBucket>());
    exchange_ = std::make_unique<RateLimit>(
        std::make_unique<ExchangeView>(inner_),
        std::make_shared<Limiter>(clock_, std::move(budgets)), clock_);
    call_.cost = &cost_;
  }

  absl::StatusOr<Answer> Try() {
    return RunSync(
        context_,
        exchange_->Try({.call = &call_,
                        .number = 1,
                        .refreshed = false,
                        .request = call_.request}),
        [this](const auto& done) { clock_.RunUntil(context_, done); });
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  FakeExchange inner_;
  std::unique_ptr<RateLimit> exchange_;
  connectors::Cost cost_;
  Call call_;
};

TEST_F(RateLimitTest, WaitsForAPermitAndAccountsForIt) {
  inner_.Then(200);
  EXPECT_TRUE(Try().ok());
  EXPECT_TRUE(Try().ok());
  EXPECT_EQ(cost_.queue_time, absl::Seconds(1));
  EXPECT_EQ(cost_.quota_left, 17);
  EXPECT_EQ(inner_.times()[1] - inner_.times()[0], absl::Seconds(1));
}

TEST_F(RateLimitTest, ARefusalBlocksWhatFollows) {
  inner_
      .Then(429, {.action = Verdict::Action::kRetry,
                  .status = absl::OkStatus(),
                  .retry_after = absl::Seconds(12)})
      .Then(200);
  EXPECT_EQ(Try()->response.status, 429);
  EXPECT_EQ(cost_.quota_left, 17) << "refusals tell, too";
  EXPECT_TRUE(Try().ok());
  EXPECT_EQ(inner_.times()[1] - inner_.times()[0], absl::Seconds(12));
}

TEST_F(RateLimitTest, WithoutTimeNoVendorCallIsMade) {
  inner_.Then(200);
  Try().IgnoreError();
  call_.request.deadline = clock_.Now() + absl::Milliseconds(500);
  const absl::Status status = Try().status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_TRUE(http::NeverSent(status));
  EXPECT_EQ(inner_.attempts().size(), 1u);
}

TEST_F(RateLimitTest, WhatNeverLeftCostsNoPermit) {
  inner_.Fail(http::MarkNeverSent(absl::UnavailableError("refused"))).Then(200);
  EXPECT_FALSE(Try().ok());
  EXPECT_TRUE(Try().ok());
  EXPECT_EQ(cost_.queue_time, absl::ZeroDuration());
}

TEST_F(RateLimitTest, WhatMayHaveLeftCostsOne) {
  inner_.Fail(absl::UnavailableError("reset")).Then(200);
  EXPECT_FALSE(Try().ok());
  EXPECT_TRUE(Try().ok());
  EXPECT_EQ(cost_.queue_time, absl::Seconds(1));
}

}  // namespace
}  // namespace hirewire::traffic
