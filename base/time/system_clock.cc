#include "base/time/system_clock.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "absl/time/clock.h"

namespace hirewire {
namespace {

namespace asio = boost::asio;

// Longer waits would overflow the timer's 64-bit nanoseconds.
constexpr absl::Duration kLongest = absl::Hours(24 * 365 * 10);

}  // namespace

absl::Time SystemClock::Now() const { return absl::Now(); }

AsyncStatus SystemClock::Sleep(absl::Duration wait) {
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    co_return absl::CancelledError("cancelled before the wait");
  }
  if (wait <= absl::ZeroDuration()) co_return absl::OkStatus();
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           absl::ToChronoNanoseconds(std::min(wait, kLongest)));
  const auto [error] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (error) co_return absl::CancelledError("cancelled while waiting");
  co_return absl::OkStatus();
}

}  // namespace hirewire
