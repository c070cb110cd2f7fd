// Coroutines that end in a status: the one way asynchronous work is written.
//
//   Async<int> Twice(Transport& transport) {
//     HW_CO_ASSIGN_OR_RETURN(Response a, co_await transport.Send(request));
//     HW_CO_RETURN_IF_ERROR(co_await Store(a));
//     co_return a.status;
//   }
//
// Everything that serves one connection runs on one Executor, a single thread
// (see shards.h), so per-connection state needs no locks. Cancellation follows
// Asio's cancellation slots: whoever spawned the outermost coroutine may cancel
// it, and every awaited operation ends at once with CANCELLED.
#ifndef HIREWIRE_BASE_ASYNC_ASYNC_H_
#define HIREWIRE_BASE_ASYNC_ASYNC_H_

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace hirewire {

using Executor = boost::asio::any_io_executor;

// A coroutine that yields a T or says why not.
template <typename T>
using Async = boost::asio::awaitable<absl::StatusOr<T>>;

// A coroutine that yields only whether it worked.
using AsyncStatus = boost::asio::awaitable<absl::Status>;

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_ASYNC_H_
