#include "base/async/event.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace hirewire {

namespace asio = boost::asio;

// A timer that never expires is Asio's own condition variable: any number of
// coroutines wait on it, and cancel() wakes them all.
struct Event::State {
  explicit State(const Executor& executor)
      : timer(executor, asio::steady_timer::time_point::max()) {}
  asio::steady_timer timer;
  bool notified = false;
};

Event::Event(const Executor& executor)
    : state_(std::make_shared<State>(executor)) {}

void Event::Notify() const {
  state_->notified = true;
  state_->timer.cancel();
}

bool Event::notified() const { return state_->notified; }

AsyncStatus Event::Wait() const {
  const std::shared_ptr<State> state = state_;
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  if (state->notified) co_return absl::OkStatus();
  if (cancellation.cancelled() == asio::cancellation_type::none) {
    co_await state->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (!state->notified) co_return absl::CancelledError("cancelled");
  co_return absl::OkStatus();
}

asio::awaitable<void> Event::WaitToTheEnd() const {
  const std::shared_ptr<State> state = state_;
  while (!state->notified) {
    co_await state->timer.async_wait(asio::bind_cancellation_slot(
        asio::cancellation_slot(), asio::as_tuple(asio::use_awaitable)));
  }
}

}  // namespace hirewire
