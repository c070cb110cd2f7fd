#include "base/time/fake_clock.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace hirewire {

namespace asio = boost::asio;

// The timer never expires by itself: it is cancelled to wake the sleeper, which
// tells the two apart by `due`. Both are touched on the sleeper's executor
// only.
struct FakeClock::Waiter {
  explicit Waiter(const Executor& executor)
      : timer(executor, asio::steady_timer::time_point::max()) {}
  asio::steady_timer timer;
  bool due = false;
};

FakeClock::FakeClock() : FakeClock(absl::FromUnixSeconds(1767225600)) {}

FakeClock::FakeClock(absl::Time start) : now_(start) {}

absl::Time FakeClock::Now() const {
  absl::MutexLock lock(&mutex_);
  return now_;
}

AsyncStatus FakeClock::Sleep(absl::Duration wait) {
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    co_return absl::CancelledError("cancelled before the wait");
  }
  if (wait <= absl::ZeroDuration()) co_return absl::OkStatus();

  const auto waiter =
      std::make_shared<Waiter>(co_await asio::this_coro::executor);
  Key key;
  {
    absl::MutexLock lock(&mutex_);
    key = {now_ + wait, arrivals_++};
    waiters_.emplace(key, waiter);
  }
  // Also when the frame is destroyed with its io_context, without resuming.
  struct Leave {
    FakeClock* clock;
    const Key& key;
    ~Leave() {
      absl::MutexLock lock(&clock->mutex_);
      clock->waiters_.erase(key);
    }
  } leave{this, key};
  co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!waiter->due) co_return absl::CancelledError("cancelled while waiting");
  co_return absl::OkStatus();
}

void FakeClock::Advance(absl::Duration step) { AdvanceTo(Now() + step); }

void FakeClock::AdvanceTo(absl::Time time) {
  absl::MutexLock lock(&mutex_);
  now_ = std::max(now_, time);
  while (!waiters_.empty() && waiters_.begin()->first.first <= now_) {
    std::shared_ptr<Waiter> waiter = std::move(waiters_.begin()->second);
    waiters_.erase(waiters_.begin());
    const Executor executor = waiter->timer.get_executor();
    asio::post(executor, [waiter = std::move(waiter)] {
      waiter->due = true;
      waiter->timer.cancel();
    });
  }
}

size_t FakeClock::waiters() const {
  absl::MutexLock lock(&mutex_);
  return waiters_.size();
}

std::optional<absl::Time> FakeClock::NextDue() const {
  absl::MutexLock lock(&mutex_);
  if (waiters_.empty()) return std::nullopt;
  return waiters_.begin()->first.first;
}

void FakeClock::RunToIdle(asio::io_context& context, absl::Duration limit) {
  RunUntil(context, [] { return false; }, limit);
}

bool FakeClock::RunUntil(asio::io_context& context,
                         const std::function<bool()>& done,
                         absl::Duration limit) {
  const absl::Time last = Now() + limit;
  while (true) {
    // A context that ran out of work calls itself stopped; it may have new
    // work.
    context.restart();
    while (!done() && context.poll_one() > 0) {
    }
    if (done()) return true;
    const std::optional<absl::Time> next = NextDue();
    if (!next.has_value()) return false;
    if (*next > last) {
      AdvanceTo(last);
      return false;
    }
    AdvanceTo(*next);
  }
}

}  // namespace hirewire
