#include "base/time/system_clock.h"

#include <boost/asio/io_context.hpp>

#include "base/async/run.h"
#include "base/async/spawn.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

TEST(SystemClock, SleepsAtLeastAsLongAsAsked) {
  SystemClock clock;
  boost::asio::io_context context;
  const absl::Time start = clock.Now();
  EXPECT_TRUE(RunSync(context, clock.Sleep(absl::Milliseconds(2))).ok());
  // The wall clock may have been set meanwhile, but hardly by that much.
  EXPECT_GT(clock.Now() - start, absl::Milliseconds(1));
}

TEST(SystemClock, NothingToWaitForEndsAtOnce) {
  SystemClock clock;
  boost::asio::io_context context;
  EXPECT_TRUE(RunSync(context, clock.Sleep(absl::Seconds(-1))).ok());
}

TEST(SystemClock, AnEndlessSleepCanBeCancelled) {
  SystemClock clock;
  boost::asio::io_context context;
  absl::Status result;
  const CancelHandle handle =
      Spawn(context.get_executor(), clock.Sleep(absl::InfiniteDuration()),
            [&](absl::Status status) { result = status; });
  context.poll();
  handle.Cancel();
  context.run();
  EXPECT_TRUE(absl::IsCancelled(result));
}

}  // namespace
}  // namespace hirewire
