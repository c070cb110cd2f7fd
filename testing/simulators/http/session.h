// One client's connection to an HttpServer: read, handle, maybe spoil, write.
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_SESSION_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_SESSION_H_

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"
#include "base/time/clock.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

// What a session uses of its server; all of it outlives the session.
struct SessionContext {
  const Handler* handler = nullptr;
  FaultInjector* faults = nullptr;
  Clock* clock = nullptr;
  uint64_t max_request_bytes = 0;
  std::function<void(Fault, const Request&, Reply&)> dress_fault;
  // Counts a call before anything is done about it.
  std::function<void(absl::string_view path)> count;
};

// Serves until the client closes, a fault breaks the connection or the
// coroutine is cancelled. `context` outlives it.
boost::asio::awaitable<void> ServeConnection(
    boost::asio::ip::tcp::socket socket, const SessionContext& context);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_SESSION_H_
