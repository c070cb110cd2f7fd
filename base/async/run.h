// Runs one coroutine to its end from ordinary code, on the calling thread. For
// tests, tools and start-up; never inside a coroutine.
//
//   asio::io_context context;
//   absl::StatusOr<int> n = RunSync(context, Count(store));
//
// With a FakeClock: drive the context by it instead of waiting for real events.
//
//   RunSync(context, Count(clock), [&](const auto& done) {
//     clock.RunUntil(context, done);
//   });
#ifndef HIREWIRE_BASE_ASYNC_RUN_H_
#define HIREWIRE_BASE_ASYNC_RUN_H_

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/async/async.h"
#include "base/async/spawn.h"

namespace hirewire {

// Runs a context until its argument is true or nothing is left to run.
using Driver = std::function<void(const std::function<bool()>&)>;

// The driver for real time: waits for events.
Driver WaitingDriver(boost::asio::io_context& context);

// INTERNAL when nothing is left to run and the coroutine has not ended: it
// waits for something that cannot come. Its frame then lives on in `context`.
template <typename Result>
Result RunSync(boost::asio::io_context& context,
               boost::asio::awaitable<Result> work, const Driver& drive) {
  auto result = std::make_shared<std::optional<Result>>();
  Spawn(context.get_executor(), std::move(work),
        [result](Result r) { result->emplace(std::move(r)); });
  drive([result] { return result->has_value(); });
  if (!result->has_value()) {
    return absl::InternalError("idle before the coroutine ended");
  }
  return std::move(**result);
}

template <typename Result>
Result RunSync(boost::asio::io_context& context,
               boost::asio::awaitable<Result> work) {
  return RunSync(context, std::move(work), WaitingDriver(context));
}

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_RUN_H_
