// One piece of work for all who ask for it at the same time.
//
//   SingleFlight<Token> refresh(executor);
//   // From any number of coroutines at once; FetchToken runs once:
//   HW_CO_ASSIGN_OR_RETURN(Token token,
//                          co_await refresh.Run([&] { return FetchToken(); }));
//
// The work belongs to none of its callers: a caller that is cancelled stops
// waiting, and the work goes on for the others, and also when nobody waits any
// more, since a half-done refresh would be worse than an unused one.
#ifndef HIREWIRE_BASE_ASYNC_SINGLE_FLIGHT_H_
#define HIREWIRE_BASE_ASYNC_SINGLE_FLIGHT_H_

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/async/async.h"
#include "base/async/event.h"
#include "base/async/spawn.h"

namespace hirewire {

// Everything on one executor. T is copied to each caller. May be destroyed
// while a flight is under way; what `start` refers to must live until it ends.
template <typename T>
class SingleFlight {
 public:
  explicit SingleFlight(const Executor& executor) : executor_(executor) {}

  // Joins the flight under way, or starts one with `start`. Every caller of one
  // flight gets the same result, also when it is a failure; the next call after
  // that starts anew. CANCELLED when this caller is cancelled.
  Async<T> Run(std::function<Async<T>()> start) {
    if (flight_ == nullptr || flight_->landed.notified()) {
      flight_ = std::make_shared<Flight>(executor_);
      Spawn(executor_, Lift(std::move(start)),
            [flight = flight_](absl::StatusOr<T> result) {
              flight->result = std::move(result);
              flight->landed.Notify();
            });
    }
    const std::shared_ptr<Flight> flight = flight_;
    if (absl::Status waited = co_await flight->landed.Wait(); !waited.ok()) {
      co_return waited;
    }
    co_return flight->result;
  }

  bool in_flight() const {
    return flight_ != nullptr && !flight_->landed.notified();
  }

 private:
  struct Flight {
    explicit Flight(const Executor& executor) : landed(executor) {}
    Event landed;
    absl::StatusOr<T> result = absl::UnknownError("not landed");
  };

  // Keeps `start`, and with it what it captured, until the work ends.
  static Async<T> Lift(std::function<Async<T>()> start) {
    co_return co_await start();
  }

  Executor executor_;
  std::shared_ptr<Flight> flight_;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_SINGLE_FLIGHT_H_
