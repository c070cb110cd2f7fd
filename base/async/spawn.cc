#include "base/async/spawn.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <exception>

#include "absl/strings/str_cat.h"

namespace hirewire {

namespace asio = boost::asio;

namespace async_internal {

// Touched on `executor` only, but for the executor itself.
struct Task {
  explicit Task(const Executor& e) : executor(e) {}
  const Executor executor;
  asio::cancellation_signal signal;
  bool ended = false;
};

namespace {

absl::Status ToStatus(const std::exception_ptr& thrown) {
  if (thrown == nullptr) return absl::OkStatus();
  try {
    std::rethrow_exception(thrown);
  } catch (const boost::system::system_error& error) {
    if (error.code() == asio::error::operation_aborted) {
      return absl::CancelledError("cancelled");
    }
    return absl::InternalError(absl::StrCat("thrown: ", error.what()));
  } catch (const std::exception& error) {
    return absl::InternalError(absl::StrCat("thrown: ", error.what()));
  } catch (...) {
    return absl::InternalError("thrown: not a std::exception");
  }
}

// Cancellation is seen in statuses; Asio would throw at the next co_await.
asio::awaitable<void> WithoutThrowing(asio::awaitable<void> work) {
  co_await asio::this_coro::throw_if_cancelled(false);
  co_await std::move(work);
}

}  // namespace

CancelHandle Start(const Executor& executor, asio::awaitable<void> work,
                   std::function<void(absl::Status)> done) {
  auto task = std::make_shared<Task>(executor);
  asio::co_spawn(executor, WithoutThrowing(std::move(work)),
                 asio::bind_cancellation_slot(
                     task->signal.slot(),
                     [task, done = std::move(done)](std::exception_ptr thrown) {
                       task->ended = true;
                       done(ToStatus(thrown));
                     }));
  return CancelHandle(std::move(task));
}

}  // namespace async_internal

void CancelHandle::Cancel() const {
  if (task_ == nullptr) return;
  asio::post(task_->executor, [task = task_] {
    if (!task->ended) task->signal.emit(asio::cancellation_type::terminal);
  });
}

}  // namespace hirewire
