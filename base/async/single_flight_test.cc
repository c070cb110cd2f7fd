#include "base/async/single_flight.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

namespace asio = boost::asio;

class SingleFlightTest : public testing::Test {
 protected:
  Async<int> Fetch() {
    ++fetches_;
    const absl::Status slept = co_await clock_.Sleep(absl::Seconds(1));
    if (!slept.ok()) co_return slept;
    if (fail_) co_return absl::UnavailableError("down");
    co_return fetches_ * 10;
  }

  CancelHandle Call() {
    return Spawn(context_.get_executor(),
                 flight_->Run([this] { return Fetch(); }),
                 [this](absl::StatusOr<int> r) { results_.push_back(r); });
  }

  FakeClock clock_;
  int fetches_ = 0;
  bool fail_ = false;
  std::vector<absl::StatusOr<int>> results_;
  asio::io_context context_;
  std::unique_ptr<SingleFlight<int>> flight_ =
      std::make_unique<SingleFlight<int>>(context_.get_executor());
};

TEST_F(SingleFlightTest, ConcurrentCallersShareOneFlight) {
  for (int i = 0; i < 100; ++i) Call();
  clock_.RunToIdle(context_);
  EXPECT_EQ(fetches_, 1);
  ASSERT_EQ(results_.size(), 100u);
  for (const auto& result : results_) EXPECT_EQ(*result, 10);
}

TEST_F(SingleFlightTest, TheNextCallStartsAnew) {
  Call();
  clock_.RunToIdle(context_);
  Call();
  clock_.RunToIdle(context_);
  EXPECT_EQ(fetches_, 2);
  EXPECT_EQ(*results_[1], 20);
}

TEST_F(SingleFlightTest, AFailureIsSharedButNotKept) {
  fail_ = true;
  Call();
  Call();
  clock_.RunToIdle(context_);
  fail_ = false;
  Call();
  clock_.RunToIdle(context_);
  EXPECT_TRUE(absl::IsUnavailable(results_[0].status()));
  EXPECT_TRUE(absl::IsUnavailable(results_[1].status()));
  EXPECT_EQ(*results_[2], 20);
}

TEST_F(SingleFlightTest, TheWorkGoesOnWhenItsFirstCallerIsCancelled) {
  const CancelHandle leader = Call();
  Call();
  context_.poll();
  leader.Cancel();
  context_.poll();
  ASSERT_EQ(results_.size(), 1u);
  EXPECT_TRUE(absl::IsCancelled(results_[0].status()));
  clock_.RunToIdle(context_);
  EXPECT_EQ(fetches_, 1);
  EXPECT_EQ(*results_[1], 10);
}

TEST_F(SingleFlightTest, TheWorkEndsAlsoWhenNobodyWaits) {
  const CancelHandle only = Call();
  context_.poll();
  only.Cancel();
  context_.poll();
  EXPECT_TRUE(flight_->in_flight());
  clock_.RunToIdle(context_);
  EXPECT_FALSE(flight_->in_flight());
}

TEST_F(SingleFlightTest, MayBeDestroyedInFlight) {
  Call();
  context_.poll();
  flight_.reset();
  clock_.RunToIdle(context_);
  EXPECT_EQ(*results_[0], 10);
}

}  // namespace
}  // namespace hirewire
