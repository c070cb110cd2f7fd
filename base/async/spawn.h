// Where a coroutine begins: from ordinary code, and with a way to cancel it.
//
//   CancelHandle call = Spawn(shards.ForKey(id), Handle(request),
//                             [](absl::StatusOr<Reply> reply) { ... });
//   ...
//   call.Cancel();  // any thread, any time, any number of times
//
// Always begin coroutines here, never with asio::co_spawn: only then does a
// cancelled operation end in a CANCELLED status instead of an exception, and an
// exception (no memory, an error of Asio's) in a status instead of the process.
#ifndef HIREWIRE_BASE_ASYNC_SPAWN_H_
#define HIREWIRE_BASE_ASYNC_SPAWN_H_

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/async/async.h"

namespace hirewire {

namespace async_internal {
struct Task;
}  // namespace async_internal

// Cancels one spawned coroutine. Copyable; does not keep the coroutine alive
// and does not cancel it when it goes.
class CancelHandle {
 public:
  // Cancels nothing.
  CancelHandle() = default;
  explicit CancelHandle(std::shared_ptr<async_internal::Task> task)
      : task_(std::move(task)) {}

  // Thread-safe and idempotent; does nothing when the coroutine has ended.
  // Takes effect on the coroutine's executor: what it waits for ends with
  // CANCELLED, and so does whatever it begins to wait for after that.
  // Not after the executor's io_context is gone.
  void Cancel() const;

 private:
  std::shared_ptr<async_internal::Task> task_;
};

namespace async_internal {

// Runs `work` on `executor`, then `done` there. `done` sees the exception that
// left `work`, as a status, or OK.
CancelHandle Start(const Executor& executor, boost::asio::awaitable<void> work,
                   std::function<void(absl::Status)> done);

template <typename Result>
boost::asio::awaitable<void> Store(
    boost::asio::awaitable<Result> work,
    std::shared_ptr<std::optional<Result>> result) {
  result->emplace(co_await std::move(work));
}

template <typename Result>
CancelHandle SpawnAny(const Executor& executor,
                      boost::asio::awaitable<Result> work,
                      std::function<void(Result)> done) {
  auto result = std::make_shared<std::optional<Result>>();
  return Start(executor, Store(std::move(work), result),
               [result, done = std::move(done)](absl::Status thrown) {
                 if (!thrown.ok()) *result = std::move(thrown);
                 done(std::move(**result));
               });
}

}  // namespace async_internal

// Runs `work` on `executor` and then calls `done` there exactly once, when the
// coroutine's frame and all that it held are gone. `done` must not throw.
// Nothing of it runs inside this call. Where the io_context is destroyed first,
// `work` is destroyed and `done` is never called.
template <typename T>
CancelHandle Spawn(
    const Executor& executor, Async<T> work,
    std::type_identity_t<std::function<void(absl::StatusOr<T>)>> done) {
  return async_internal::SpawnAny<absl::StatusOr<T>>(executor, std::move(work),
                                                     std::move(done));
}

inline CancelHandle Spawn(const Executor& executor, AsyncStatus work,
                          std::function<void(absl::Status)> done) {
  return async_internal::SpawnAny<absl::Status>(executor, std::move(work),
                                                std::move(done));
}

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_SPAWN_H_
