// Virtual time for tests and simulations: an hour passes when the test says so.
//
//   FakeClock clock;
//   asio::io_context context;
//   Spawn(context.get_executor(), Work(clock), [&](auto result) { ... });
//   clock.RunToIdle(context);  // jumps from waiter to waiter
//
// Same waiters, same order: waiters due at one instant wake in the order in
// which they began to wait, so a run on one thread can be replayed exactly.
#ifndef HIREWIRE_BASE_TIME_FAKE_CLOCK_H_
#define HIREWIRE_BASE_TIME_FAKE_CLOCK_H_

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/time/clock.h"

namespace hirewire {

// Thread-safe. Outlives every coroutine that sleeps on it.
class FakeClock : public Clock {
 public:
  // Begins on 2026-01-01T00:00:00Z unless told otherwise.
  FakeClock();
  explicit FakeClock(absl::Time start);

  absl::Time Now() const override;
  AsyncStatus Sleep(absl::Duration wait) override;

  // Moves on by `step` and wakes whoever is due, in order of their due time.
  // They run when their io_context is next run or polled.
  void Advance(absl::Duration step);

  // Moves to `time`, or stays where that is in the past.
  void AdvanceTo(absl::Time time);

  // How many coroutines are asleep.
  size_t waiters() const;

  // When the first of them is due; nullopt when nobody sleeps.
  std::optional<absl::Time> NextDue() const;

  // Runs a simulation: all that is ready, then a jump to the next waiter, until
  // nobody waits any more or the next waiter is due after `limit` of virtual
  // time from now (the clock then stands at that limit). Sockets are polled but
  // never waited for.
  void RunToIdle(boost::asio::io_context& context,
                 absl::Duration limit = absl::InfiniteDuration());

  // The same, until `done` says so. False when all went idle before that, or
  // when `limit` of virtual time passed.
  bool RunUntil(boost::asio::io_context& context,
                const std::function<bool()>& done,
                absl::Duration limit = absl::InfiniteDuration());

 private:
  struct Waiter;
  // Due time, then order of arrival.
  using Key = std::pair<absl::Time, uint64_t>;

  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
  uint64_t arrivals_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<Key, std::shared_ptr<Waiter>> waiters_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_FAKE_CLOCK_H_
