// Ends work that takes too long.
//
//   HW_CO_ASSIGN_OR_RETURN(
//       Response response,
//       co_await WithDeadline(clock, deadline, transport.Send(request)));
#ifndef HIREWIRE_BASE_TIME_DEADLINE_H_
#define HIREWIRE_BASE_TIME_DEADLINE_H_

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/time/clock.h"

namespace hirewire {

namespace time_internal {

// Runs `work` under the deadline. OK when it ended by itself.
AsyncStatus RunUnderDeadline(Clock& clock, absl::Time deadline,
                             AsyncStatus work);

template <typename T>
AsyncStatus StoreResult(Async<T> work,
                        std::shared_ptr<std::optional<T>> result) {
  absl::StatusOr<T> value = co_await std::move(work);
  if (value.ok()) result->emplace(*std::move(value));
  co_return std::move(value).status();
}

}  // namespace time_internal

// What `work` gives, or DEADLINE_EXCEEDED when `deadline` passes first: `work`
// is then cancelled, and this ends when it has ended, so nothing that it refers
// to is in use any more. A success that came in spite of the cancellation is
// still reported as success: a write that happened, happened. CANCELLED, in the
// same way, when the awaiting coroutine is cancelled.
template <typename T>
Async<T> WithDeadline(Clock& clock, absl::Time deadline, Async<T> work) {
  if (deadline == absl::InfiniteFuture()) co_return co_await std::move(work);
  auto result = std::make_shared<std::optional<T>>();
  absl::Status ended = co_await time_internal::RunUnderDeadline(
      clock, deadline, time_internal::StoreResult(std::move(work), result));
  if (!ended.ok()) co_return ended;
  co_return std::move(**result);
}

inline AsyncStatus WithDeadline(Clock& clock, absl::Time deadline,
                                AsyncStatus work) {
  if (deadline == absl::InfiniteFuture()) co_return co_await std::move(work);
  co_return co_await time_internal::RunUnderDeadline(clock, deadline,
                                                     std::move(work));
}

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_DEADLINE_H_
