#include "base/time/fake_clock.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/async/spawn.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

namespace asio = boost::asio;

AsyncStatus SleepAndTell(Clock& clock, absl::Duration wait, std::string name,
                         std::vector<std::string>& log) {
  const absl::Status slept = co_await clock.Sleep(wait);
  log.push_back(absl::StrCat(name, slept.ok() ? "" : " cancelled"));
  co_return slept;
}

class FakeClockTest : public testing::Test {
 protected:
  CancelHandle Start(absl::Duration wait, std::string name) {
    return Spawn(context_.get_executor(),
                 SleepAndTell(clock_, wait, std::move(name), log_),
                 [](absl::Status) {});
  }

  FakeClock clock_;
  std::vector<std::string> log_;
  asio::io_context context_;
};

TEST_F(FakeClockTest, NothingWakesBeforeItsTime) {
  Start(absl::Seconds(10), "a");
  context_.poll();
  EXPECT_EQ(clock_.waiters(), 1u);
  clock_.Advance(absl::Seconds(9));
  context_.poll();
  EXPECT_TRUE(log_.empty());
  clock_.Advance(absl::Seconds(1));
  context_.poll();
  EXPECT_EQ(log_, std::vector<std::string>{"a"});
  EXPECT_EQ(clock_.waiters(), 0u);
}

TEST_F(FakeClockTest, WakesInOrderOfDueTimeThenOfArrival) {
  Start(absl::Seconds(2), "c");
  Start(absl::Seconds(1), "a");
  Start(absl::Seconds(1), "b");
  Start(absl::ZeroDuration(), "now");
  const absl::Time start = clock_.Now();
  clock_.RunToIdle(context_);
  EXPECT_EQ(log_, (std::vector<std::string>{"now", "a", "b", "c"}));
  EXPECT_EQ(clock_.Now() - start, absl::Seconds(2));
}

TEST_F(FakeClockTest, CancelledSleepersLeaveAtOnce) {
  const CancelHandle handle = Start(absl::Hours(1), "a");
  context_.poll();
  handle.Cancel();
  handle.Cancel();
  context_.poll();
  EXPECT_EQ(log_, std::vector<std::string>{"a cancelled"});
  EXPECT_EQ(clock_.waiters(), 0u);
  handle.Cancel();
  clock_.RunToIdle(context_);
}

TEST_F(FakeClockTest, CancelBeforeTheFirstStepIsSeen) {
  Start(absl::Hours(1), "a").Cancel();
  context_.restart();
  clock_.RunToIdle(context_);
  EXPECT_EQ(log_, std::vector<std::string>{"a cancelled"});
}

TEST_F(FakeClockTest, TheLimitStopsAnEndlessSimulation) {
  struct Ticker {
    static AsyncStatus Run(Clock& clock, int& ticks) {
      while (true) {
        const absl::Status slept = co_await clock.Sleep(absl::Minutes(1));
        if (!slept.ok()) co_return slept;
        ++ticks;
      }
    }
  };
  int ticks = 0;
  Spawn(context_.get_executor(), Ticker::Run(clock_, ticks),
        [](absl::Status) {});
  const absl::Time start = clock_.Now();
  clock_.RunToIdle(context_, absl::Hours(1) + absl::Seconds(30));
  EXPECT_EQ(ticks, 60);
  EXPECT_EQ(clock_.Now() - start, absl::Hours(1) + absl::Seconds(30));
  EXPECT_TRUE(clock_.RunUntil(context_, [&] { return ticks == 61; }));
}

TEST_F(FakeClockTest, AContextMayGoWhileSomebodySleeps) {
  auto context = std::make_unique<asio::io_context>();
  Spawn(context->get_executor(),
        SleepAndTell(clock_, absl::Hours(1), "a", log_), [](absl::Status) {});
  context->poll();
  EXPECT_EQ(clock_.waiters(), 1u);
  context.reset();
  EXPECT_EQ(clock_.waiters(), 0u);
  clock_.Advance(absl::Hours(2));
}

TEST_F(FakeClockTest, MayBeAdvancedFromAnotherThread) {
  for (int i = 0; i < 100; ++i) Start(absl::Seconds(i + 1), "x");
  context_.poll();
  std::thread mover([this] {
    for (int i = 0; i < 100; ++i) clock_.Advance(absl::Seconds(1));
  });
  context_.restart();
  context_.run();
  mover.join();
  EXPECT_EQ(log_.size(), 100u);
}

}  // namespace
}  // namespace hirewire
