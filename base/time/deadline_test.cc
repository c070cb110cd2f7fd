#include "base/time/deadline.h"

#include <boost/asio/io_context.hpp>

#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

namespace asio = boost::asio;

// Takes `wait`, and notes when its frame is gone.
Async<int> Work(Clock& clock, absl::Duration wait, int* ended) {
  struct Note {
    int* ended;
    ~Note() { ++*ended; }
  } note{ended};
  const absl::Status slept = co_await clock.Sleep(wait);
  if (!slept.ok()) co_return slept;
  co_return 42;
}

// Does not let itself be stopped: the sort of write that is too late to stop.
Async<int> Stubborn(Clock& clock, absl::Duration wait) {
  (co_await clock.Sleep(wait)).IgnoreError();
  co_return 7;
}

class DeadlineTest : public testing::Test {
 protected:
  absl::StatusOr<int> Run(Async<int> work) {
    return RunSync(context_, std::move(work), [this](const auto& done) {
      clock_.RunUntil(context_, done);
    });
  }

  FakeClock clock_;
  const absl::Time start_ = clock_.Now();
  int ended_ = 0;
  asio::io_context context_;
};

TEST_F(DeadlineTest, WorkInTimeGivesItsResult) {
  const auto result =
      Run(WithDeadline(clock_, start_ + absl::Seconds(2),
                       Work(clock_, absl::Seconds(1), &ended_)));
  EXPECT_EQ(*result, 42);
  EXPECT_EQ(clock_.Now() - start_, absl::Seconds(1));
  clock_.RunToIdle(context_);
  EXPECT_EQ(clock_.waiters(), 0u);
}

TEST_F(DeadlineTest, LateWorkIsCancelledAndGoneWhenTheErrorIsSeen) {
  const auto result = Run(WithDeadline(clock_, start_ + absl::Seconds(2),
                                       Work(clock_, absl::Hours(1), &ended_)));
  EXPECT_TRUE(absl::IsDeadlineExceeded(result.status()));
  EXPECT_EQ(clock_.Now() - start_, absl::Seconds(2));
  EXPECT_EQ(ended_, 1);
}

TEST_F(DeadlineTest, ADeadlineInThePastStartsNothing) {
  const auto result =
      Run(WithDeadline(clock_, start_ - absl::Seconds(1),
                       Work(clock_, absl::Seconds(1), &ended_)));
  EXPECT_TRUE(absl::IsDeadlineExceeded(result.status()));
  EXPECT_EQ(clock_.Now(), start_);
}

TEST_F(DeadlineTest, WithoutADeadlineItIsThePlainWork) {
  EXPECT_EQ(*Run(WithDeadline(clock_, absl::InfiniteFuture(),
                              Work(clock_, absl::Hours(9), &ended_))),
            42);
}

TEST_F(DeadlineTest, ASuccessThatCameInSpiteOfItIsReported) {
  EXPECT_EQ(*Run(WithDeadline(clock_, start_ + absl::Seconds(1),
                              Stubborn(clock_, absl::Seconds(5)))),
            7);
}

TEST_F(DeadlineTest, CancellingTheCallerCancelsTheWork) {
  absl::StatusOr<int> result = 0;
  const CancelHandle handle =
      Spawn(context_.get_executor(),
            WithDeadline(clock_, start_ + absl::Hours(2),
                         Work(clock_, absl::Hours(1), &ended_)),
            [&](absl::StatusOr<int> r) { result = r; });
  context_.poll();
  handle.Cancel();
  context_.poll();
  EXPECT_TRUE(absl::IsCancelled(result.status()));
  EXPECT_EQ(ended_, 1);
  context_.poll();
  EXPECT_EQ(clock_.waiters(), 0u);
}

}  // namespace
}  // namespace hirewire
