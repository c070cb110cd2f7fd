// A small HTTP/1.1 server for browsers: one thread, a coroutine for each
// connection, limits on everything.
//
//   HW_ASSIGN_OR_RETURN(auto server,
//                       HttpServer::Listen({.listen = "127.0.0.1:0"}, clock));
//   server->port();
//   server->Serve(handler);
//   ...
//   server->Stop(absl::Seconds(10));
#ifndef HIREWIRE_SERVICES_EDGE_HTTP_SERVER_H_
#define HIREWIRE_SERVICES_EDGE_HTTP_SERVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/time/clock.h"
#include "services/edge/message.h"

namespace hirewire::edge {

struct HttpServerOptions {
  // Address and port: "127.0.0.1:8471", "[::1]:0", "0.0.0.0:443". Port 0 takes
  // any free one. Names are not looked up, but for localhost.
  std::string listen = {};
  // PEM files. Without them it speaks plain http, and takes no address but
  // loopback.
  std::string tls_cert = {};
  std::string tls_key = {};
  // Larger requests are refused: 431 and 413.
  uint32_t max_header_bytes = 16 << 10;
  uint64_t max_body_bytes = 64 << 10;
  // For a request to arrive whole, for an answer to be taken, and between two
  // requests of a connection.
  absl::Duration idle = absl::Seconds(30);
  // More are closed as soon as they come.
  size_t max_connections = 1000;
};

class HttpServer {
 public:
  // Browsers may connect from now on, and wait for Serve. `clock` outlives it.
  // INVALID_ARGUMENT: an address that cannot be, or needs TLS; files that
  // cannot be used. FAILED_PRECONDITION: the address is taken.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Listen(
      const HttpServerOptions& options, Clock& clock);

  // Stops without grace.
  ~HttpServer();

  int port() const;

  // Once. `handler` runs on the server's thread.
  void Serve(Handler handler);

  // Takes no more connections and requests, lets those under way end for up to
  // `grace`, then drops them. True where none was dropped. What the handler
  // refers to must live until then. Later calls do nothing.
  bool Stop(absl::Duration grace);

 private:
  struct Core;
  explicit HttpServer(std::unique_ptr<Core> core);

  std::unique_ptr<Core> core_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_HTTP_SERVER_H_
