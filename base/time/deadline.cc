#include "base/time/deadline.h"

#include <boost/asio/this_coro.hpp>

#include "base/async/event.h"
#include "base/async/spawn.h"

namespace hirewire::time_internal {
namespace {

namespace asio = boost::asio;

// Shared by the two coroutines that race and the one that waits for them.
struct Race {
  explicit Race(const Executor& executor) : ended(executor) {}
  Event ended;
  bool late = false;
  absl::Status result;
};

}  // namespace

AsyncStatus RunUnderDeadline(Clock& clock, absl::Time deadline,
                             AsyncStatus work) {
  if (deadline <= clock.Now()) {
    co_return absl::DeadlineExceededError("the deadline had passed");
  }
  const Executor executor = co_await asio::this_coro::executor;
  const auto race = std::make_shared<Race>(executor);
  const CancelHandle worker =
      Spawn(executor, std::move(work), [race](absl::Status result) {
        race->result = std::move(result);
        race->ended.Notify();
      });
  const CancelHandle timer =
      Spawn(executor, clock.Sleep(deadline - clock.Now()),
            [race, worker](absl::Status slept) {
              if (!slept.ok()) return;
              race->late = true;
              worker.Cancel();
            });
  const absl::Status waited = co_await race->ended.Wait();
  if (!waited.ok()) {
    worker.Cancel();
    co_await race->ended.WaitToTheEnd();
  }
  timer.Cancel();
  if (race->late && absl::IsCancelled(race->result)) {
    co_return absl::DeadlineExceededError("the deadline passed");
  }
  co_return race->result;
}

}  // namespace hirewire::time_internal
