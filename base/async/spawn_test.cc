#include "base/async/spawn.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include "base/async/event.h"
#include "base/async/run.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

namespace asio = boost::asio;

Async<int> Answer() { co_return 42; }

Async<std::string> Fail() { co_return absl::NotFoundError("gone"); }

template <typename Exception>
Async<int> Throw() {
  throw Exception();
  co_return 0;
}

Async<int> ThrowDeeper() { co_return co_await Throw<std::bad_alloc>(); }

AsyncStatus WaitTwice(const Event& event, int* reached) {
  for (int i = 0; i < 2; ++i) {
    const absl::Status waited = co_await event.Wait();
    ++*reached;
    if (i == 1) co_return waited;
  }
  co_return absl::OkStatus();
}

TEST(Spawn, GivesTheResultOnce) {
  asio::io_context context;
  int calls = 0;
  Spawn(context.get_executor(), Answer(), [&](absl::StatusOr<int> result) {
    EXPECT_EQ(*result, 42);
    ++calls;
  });
  EXPECT_EQ(calls, 0) << "nothing runs inside Spawn";
  context.run();
  EXPECT_EQ(calls, 1);
}

TEST(Spawn, FailuresPassUnchanged) {
  asio::io_context context;
  EXPECT_EQ(RunSync(context, Fail()).status(), absl::NotFoundError("gone"));
}

TEST(Spawn, ExceptionsBecomeInternal) {
  asio::io_context context;
  EXPECT_TRUE(absl::IsInternal(RunSync(context, ThrowDeeper()).status()));
  struct Odd {};
  EXPECT_TRUE(absl::IsInternal(RunSync(context, Throw<Odd>()).status()));
}

TEST(Spawn, AnAbortedAsioOperationIsCancelled) {
  asio::io_context context;
  struct Plain {
    static AsyncStatus Run() {
      asio::steady_timer timer(co_await asio::this_coro::executor,
                               asio::steady_timer::time_point::max());
      co_await timer.async_wait(asio::use_awaitable);  // Throws when aborted.
      co_return absl::OkStatus();
    }
  };
  absl::Status result;
  const CancelHandle handle =
      Spawn(context.get_executor(), Plain::Run(),
            [&](absl::Status status) { result = status; });
  context.poll();
  handle.Cancel();
  context.run();
  EXPECT_TRUE(absl::IsCancelled(result));
}

TEST(Spawn, CancelEndsThisWaitAndTheNext) {
  asio::io_context context;
  const Event event(context.get_executor());
  int reached = 0;
  absl::Status result;
  const CancelHandle handle =
      Spawn(context.get_executor(), WaitTwice(event, &reached),
            [&](absl::Status status) { result = status; });
  context.poll();
  EXPECT_EQ(reached, 0);
  handle.Cancel();
  context.run();
  EXPECT_EQ(reached, 2);
  EXPECT_TRUE(absl::IsCancelled(result));
}

TEST(Spawn, CancelAfterTheEndDoesNothing) {
  asio::io_context context;
  const CancelHandle handle =
      Spawn(context.get_executor(), Answer(), [](absl::StatusOr<int>) {});
  const CancelHandle copy = handle;
  context.run();
  handle.Cancel();
  copy.Cancel();
  CancelHandle().Cancel();
  context.restart();
  context.run();
}

TEST(Spawn, TheFrameIsGoneWhenDoneIsCalled) {
  asio::io_context context;
  auto held = std::make_shared<int>(1);
  struct Keep {
    static AsyncStatus Run(std::shared_ptr<int> held) {
      co_return absl::OkStatus();
    }
  };
  Spawn(context.get_executor(), Keep::Run(held),
        [&](absl::Status) { EXPECT_EQ(held.use_count(), 1); });
  context.run();
}

TEST(Spawn, ADestroyedContextDestroysTheWork) {
  auto held = std::make_shared<int>(1);
  {
    asio::io_context context;
    const Event event(context.get_executor());
    struct Keep {
      static AsyncStatus Run(std::shared_ptr<int> held, Event event) {
        co_return co_await event.Wait();
      }
    };
    Spawn(context.get_executor(), Keep::Run(held, event),
          [](absl::Status) { FAIL() << "never called"; });
    context.poll();
    EXPECT_GT(held.use_count(), 1);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(RunSync, SaysSoWhenNothingIsLeftToRun) {
  asio::io_context context;
  const Event never(context.get_executor());
  const auto poll = [&](const auto& done) { context.poll(); };
  EXPECT_TRUE(absl::IsInternal(RunSync(context, never.Wait(), poll)));
}

}  // namespace
}  // namespace hirewire
