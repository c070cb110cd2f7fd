// One connection of the HTTP server, from its first byte to its end. Inside of
// http_server.
#ifndef HIREWIRE_SERVICES_EDGE_HTTP_SESSION_H_
#define HIREWIRE_SERVICES_EDGE_HTTP_SESSION_H_

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <functional>

#include "base/async/async.h"
#include "services/edge/http_server.h"
#include "services/edge/message.h"

namespace hirewire::edge {

// How the server sees a connection: everything on its one thread.
struct OpenConnection {
  // Whether a request is being answered.
  bool busy = false;
  // Ends it at once, unless it is busy.
  std::function<void()> close;
};

struct SessionContext {
  const HttpServerOptions& options;
  const Handler& handler;
  // Once true, a connection ends after the answer it is at.
  const bool& draining;
};

// Serves until the peer, a limit or the server ends it. `tls` may be null.
AsyncStatus ServeConnection(boost::asio::ip::tcp::socket socket,
                            boost::asio::ssl::context* tls,
                            const SessionContext& context,
                            OpenConnection& connection);

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_HTTP_SESSION_H_
