// What browsers reach: the connect page and the place that vendors send
// customers back to.
//
//   HW_ASSIGN_OR_RETURN(auto edge,
//                       Edge::Listen({.http = {.listen = "127.0.0.1:8471"}},
//                                    clock, logger));
//   edge->url();   // what links begin with
//   edge->Serve(backend);
//   ...
//   edge->Stop(absl::Seconds(10));
#ifndef HIREWIRE_SERVICES_EDGE_EDGE_H_
#define HIREWIRE_SERVICES_EDGE_EDGE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/log/logger.h"
#include "base/time/clock.h"
#include "services/edge/connect_api.h"
#include "services/edge/connect_flow.h"
#include "services/edge/connect_page.h"
#include "services/edge/http_server.h"
#include "services/edge/router.h"

namespace hirewire::edge {

struct EdgeOptions {
  HttpServerOptions http;
  // How browsers reach it: scheme, host and port, without a slash at the end.
  // Empty: at the address that it listens on.
  std::string url;
};

class Edge {
 public:
  // `clock` and `logger` outlive it. INVALID_ARGUMENT for a url that cannot be;
  // what HttpServer::Listen fails with.
  static absl::StatusOr<std::unique_ptr<Edge>> Listen(
      const EdgeOptions& options, Clock& clock, log::Logger& logger);

  int port() const { return port_; }
  const std::string& url() const { return url_; }
  // Where vendors send customers back to.
  std::string callback_url() const;

  // Once. The backend's parts outlive it.
  void Serve(const Backend& backend);

  // As HttpServer's. After it the shards may be stopped, before it not.
  bool Stop(absl::Duration grace);

 private:
  Edge(Clock& clock, log::Logger& logger) : router_(clock, logger) {}

  ConnectPage page_;
  std::unique_ptr<ConnectApi> api_;
  Router router_;
  std::string url_;
  int port_ = 0;
  // The last: it ends before what it serves.
  std::unique_ptr<HttpServer> server_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_EDGE_H_
