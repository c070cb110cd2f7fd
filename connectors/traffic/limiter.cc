#include "connectors/traffic/limiter.h"

#include <algorithm>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/this_coro.hpp>
#include <iterator>
#include <list>
#include <utility>

#include "absl/status/status.h"
#include "base/async/event.h"
#include "base/status/error.h"
#include "base/time/deadline.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

namespace asio = boost::asio;

constexpr int kTooManyRequests = 429;
// After a 429 that does not say how long to wait.
constexpr absl::Duration kUnsaidWait = absl::Seconds(1);
// A vendor's header must not stop a connection for good.
constexpr absl::Duration kLongestBlock = absl::Hours(1);

absl::Status Exhausted(absl::Duration wait) {
  return Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
      .RetryAfter(std::max(wait, absl::Seconds(1)))
      .Message(
          "the vendor's rate limit leaves no room for this call before its "
          "deadline");
}

}  // namespace

// Shared by the limiter, its waiters and its permits: any of them may go first.
struct Limiter::State {
  struct Waiter {
    absl::Time deadline;
    // What it waits for; empty before it first does.
    std::optional<Event> changed;
  };
  using Queue = std::list<Waiter>;

  State(Clock& c, std::vector<std::unique_ptr<Budget>> b)
      : clock(c), budgets(std::move(b)) {}

  Forecast Ask(absl::Time now, int64_t ahead);
  void Block(absl::Time now, absl::Duration wait);
  void End(const Ending& ending, std::optional<absl::Duration> retry_after);
  void WakeFirst();
  absl::Time LastNotBefore(absl::Time now);

  Clock& clock;
  const std::vector<std::unique_ptr<Budget>> budgets;
  Queue queue;
  uint64_t next_serial = 1;
  absl::Time blocked_at;
  absl::Time blocked_until = absl::InfinitePast();
};

Forecast Limiter::State::Ask(absl::Time now, int64_t ahead) {
  // The wall clock was set back: the block's end means nothing any more.
  if (now < blocked_at) blocked_until = absl::InfinitePast();
  Forecast worst = {.not_before = blocked_until, .ask_again = blocked_until};
  for (const auto& budget : budgets) {
    const Forecast one = budget->Ask(now, ahead);
    worst.not_before = std::max(worst.not_before, one.not_before);
    worst.ask_again = std::max(worst.ask_again, one.ask_again);
  }
  return worst;
}

void Limiter::State::Block(absl::Time now, absl::Duration wait) {
  blocked_at = now;
  blocked_until = std::max(blocked_until, now + std::min(wait, kLongestBlock));
}

// When the last in the queue may go: moves back when things get worse.
absl::Time Limiter::State::LastNotBefore(absl::Time now) {
  return queue.empty() ? absl::InfinitePast()
                       : Ask(now, std::ssize(queue) - 1).not_before;
}

void Limiter::State::End(const Ending& ending,
                         std::optional<absl::Duration> retry_after) {
  const absl::Time before = LastNotBefore(ending.now);
  if (ending.response != nullptr &&
      ending.response->status == kTooManyRequests) {
    Block(ending.now, retry_after.value_or(kUnsaidWait));
  }
  for (const auto& budget : budgets) budget->OnEnd(ending);
  WakeFirst();
  if (LastNotBefore(ending.now) <= before) return;
  // Whoever cannot make it any more is to hear it now.
  int64_t ahead = 0;
  for (Waiter& waiter : queue) {
    if (Ask(ending.now, ahead++).not_before > waiter.deadline &&
        waiter.changed.has_value()) {
      waiter.changed->Notify();
    }
  }
}

void Limiter::State::WakeFirst() {
  if (!queue.empty() && queue.front().changed.has_value()) {
    queue.front().changed->Notify();
  }
}

// A place in the queue. Whoever leaves it, for whatever reason, lets the next
// one look.
class Limiter::Place {
 public:
  Place(std::shared_ptr<State> state, absl::Time deadline)
      : state_(std::move(state)),
        self_(state_->queue.insert(state_->queue.end(), {deadline, {}})) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    state_->queue.erase(self_);
    state_->WakeFirst();
  }

  bool first() const { return self_ == state_->queue.begin(); }
  int64_t ahead() const { return std::distance(state_->queue.begin(), self_); }

  // Until something changed or `time` has come; CANCELLED.
  AsyncStatus Wait(absl::Time time) {
    self_->changed.emplace(co_await asio::this_coro::executor);
    const Event changed = *self_->changed;
    absl::Status waited =
        co_await WithDeadline(state_->clock, time, changed.Wait());
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none) {
      co_return absl::CancelledError("cancelled while waiting for a permit");
    }
    co_return absl::IsDeadlineExceeded(waited) ? absl::OkStatus() : waited;
  }

 private:
  const std::shared_ptr<State> state_;
  const State::Queue::iterator self_;
};

struct Permit::Grant {
  std::shared_ptr<Limiter::State> state;
  uint64_t serial;
  absl::Time issued;
};

Permit::Permit(std::unique_ptr<Grant> grant) : grant_(std::move(grant)) {}
Permit::Permit(Permit&& other) noexcept = default;
Permit::~Permit() { End(false, nullptr, std::nullopt); }

void Permit::Answered(const http::Response& response,
                      std::optional<absl::Duration> retry_after) {
  End(false, &response, retry_after);
}

void Permit::Unused() { End(true, nullptr, std::nullopt); }

void Permit::End(bool unused, const http::Response* response,
                 std::optional<absl::Duration> retry_after) {
  if (grant_ == nullptr) return;
  const std::unique_ptr<Grant> grant = std::move(grant_);
  grant->state->End({.serial = grant->serial,
                     .issued = grant->issued,
                     .now = grant->state->clock.Now(),
                     .unused = unused,
                     .response = response},
                    retry_after);
}

Limiter::Limiter(Clock& clock, std::vector<std::unique_ptr<Budget>> budgets)
    : state_(std::make_shared<State>(clock, std::move(budgets))) {}
Limiter::~Limiter() = default;

std::optional<int64_t> Limiter::left() const {
  std::optional<int64_t> least;
  for (const auto& budget : state_->budgets) {
    const std::optional<int64_t> left = budget->left();
    if (left.has_value()) least = std::min(*left, least.value_or(*left));
  }
  return least;
}

Async<Permit> Limiter::Acquire(absl::Time deadline) {
  // Not a coroutine of this object's: it may be gone when the wait ends.
  return Queue(state_, deadline);
}

Async<Permit> Limiter::Queue(std::shared_ptr<State> state,
                             absl::Time deadline) {
  Place place(state, deadline);
  while (true) {
    const absl::Time now = state->clock.Now();
    const Forecast forecast = state->Ask(now, place.ahead());
    if (forecast.not_before > deadline) {
      co_return Exhausted(forecast.not_before - now);
    }
    if (place.first() && forecast.ask_again <= now) {
      const uint64_t serial = state->next_serial++;
      for (const auto& budget : state->budgets) budget->OnIssue(serial, now);
      co_return Permit(
          std::make_unique<Permit::Grant>(Permit::Grant{state, serial, now}));
    }
    if (now >= deadline) co_return Exhausted(absl::ZeroDuration());
    const absl::Status waited = co_await place.Wait(
        place.first() ? std::min(deadline, forecast.ask_again) : deadline);
    if (!waited.ok()) co_return waited;
  }
}

}  // namespace hirewire::traffic
