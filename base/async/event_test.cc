#include "base/async/event.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "base/async/run.h"
#include "base/async/spawn.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

TEST(Event, WakesAllInTheOrderInWhichTheyCame) {
  boost::asio::io_context context;
  const Event event(context.get_executor());
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    Spawn(context.get_executor(), event.Wait(), [&order, i](absl::Status s) {
      EXPECT_TRUE(s.ok());
      order.push_back(i);
    });
  }
  context.poll();
  EXPECT_TRUE(order.empty());
  event.Notify();
  event.Notify();
  EXPECT_TRUE(order.empty()) << "nobody runs inside Notify";
  context.run();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Event, ThatHasHappenedIsNotWaitedFor) {
  boost::asio::io_context context;
  const Event event(context.get_executor());
  event.Notify();
  EXPECT_TRUE(event.notified());
  EXPECT_TRUE(RunSync(context, event.Wait()).ok());
}

TEST(Event, CancellingOneWaiterLeavesTheOthers) {
  boost::asio::io_context context;
  const Event event(context.get_executor());
  absl::Status first;
  std::optional<absl::Status> second;
  const CancelHandle handle =
      Spawn(context.get_executor(), event.Wait(),
            [&](absl::Status status) { first = status; });
  Spawn(context.get_executor(), event.Wait(),
        [&](absl::Status status) { second = status; });
  context.poll();
  handle.Cancel();
  context.poll();
  EXPECT_TRUE(absl::IsCancelled(first));
  EXPECT_FALSE(second.has_value());
  event.Notify();
  context.run();
  EXPECT_TRUE(second->ok());
}

TEST(Event, OutlivesTheObjectThatWaitersCopied) {
  boost::asio::io_context context;
  auto event = std::make_unique<Event>(context.get_executor());
  const Event copy = *event;
  std::optional<absl::Status> result;
  Spawn(context.get_executor(), event->Wait(),
        [&](absl::Status status) { result = status; });
  context.poll();
  event.reset();
  copy.Notify();
  context.run();
  EXPECT_TRUE(result->ok());
}

TEST(Event, WaitToTheEndIsDeafToCancellation) {
  boost::asio::io_context context;
  const Event event(context.get_executor());
  struct Deaf {
    static AsyncStatus Run(const Event& event) {
      co_await event.WaitToTheEnd();
      co_return absl::OkStatus();
    }
  };
  std::optional<absl::Status> result;
  const CancelHandle handle =
      Spawn(context.get_executor(), Deaf::Run(event),
            [&](absl::Status status) { result = status; });
  context.poll();
  handle.Cancel();
  context.poll();
  EXPECT_FALSE(result.has_value());
  event.Notify();
  context.run();
  EXPECT_TRUE(result->ok());
}

}  // namespace
}  // namespace hirewire
