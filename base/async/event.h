// Something that happens once, and coroutines that wait for it.
//
//   Event ready(executor);
//   ...                                          // one coroutine
//   HW_CO_RETURN_IF_ERROR(co_await ready.Wait());
//   ...                                          // another, same executor
//   ready.Notify();
#ifndef HIREWIRE_BASE_ASYNC_EVENT_H_
#define HIREWIRE_BASE_ASYNC_EVENT_H_

#include <memory>

#include "base/async/async.h"

namespace hirewire {

// Everything on one executor. Cheap to copy; copies are the same event, so a
// waiter stays valid when the object it was copied from is gone.
class Event {
 public:
  explicit Event(const Executor& executor);

  // Wakes all who wait, in the order in which they came, from the executor's
  // queue: none of them runs inside this call. Later calls do nothing.
  void Notify() const;

  bool notified() const;

  // OK once notified; CANCELLED when the awaiting coroutine is cancelled first.
  AsyncStatus Wait() const;

  // Waits also when cancelled. For the end of work that was told to stop and
  // must not outlive what it refers to.
  boost::asio::awaitable<void> WaitToTheEnd() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_EVENT_H_
