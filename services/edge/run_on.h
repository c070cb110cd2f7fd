// A piece of work on another executor, awaited on one's own.
//
//   HW_CO_ASSIGN_OR_RETURN(Verdict verdict,
//                          co_await RunOn<Verdict>(shards.ForKey(id),
//                                                  Probe(...)));
//
// A caller that is cancelled stops waiting, and the work ends by itself. The
// work holds on to nothing of the caller's executor, so either may be gone
// first, as long as no thread runs them any more.
#ifndef HIREWIRE_SERVICES_EDGE_RUN_ON_H_
#define HIREWIRE_SERVICES_EDGE_RUN_ON_H_

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "base/async/async.h"
#include "base/async/event.h"
#include "base/async/spawn.h"
#include "base/status/macros.h"

namespace hirewire::edge {

template <typename T>
Async<T> RunOn(Executor there, Async<T> work) {
  struct Waiting {
    explicit Waiting(const Executor& here) : ended(here) {}
    Event ended;
    std::optional<absl::StatusOr<T>> result;
  };
  const Executor here = co_await boost::asio::this_coro::executor;
  const auto waiting = std::make_shared<Waiting>(here);
  Spawn(
      there, std::move(work),
      [here, weak = std::weak_ptr<Waiting>(waiting)](absl::StatusOr<T> result) {
        boost::asio::post(here, [weak, result = std::move(result)]() mutable {
          const std::shared_ptr<Waiting> asked = weak.lock();
          if (asked == nullptr) return;
          asked->result = std::move(result);
          asked->ended.Notify();
        });
      });
  HW_CO_RETURN_IF_ERROR(co_await waiting->ended.Wait());
  co_return *std::move(waiting->result);
}

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_RUN_ON_H_
