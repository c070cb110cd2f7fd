// From a request to its handler, and what every answer has in common: headers
// that forbid browsers what pages of ours never need, and a line of log that
// names the route and never the path, which may hold the secret of a link.
//
//   Router router(clock, logger);
//   router.Add({"GET", "/connect", Router::kExact, "connect.page", page});
//   HttpServer::Start(options, router.AsHandler(), clock);
#ifndef HIREWIRE_SERVICES_EDGE_ROUTER_H_
#define HIREWIRE_SERVICES_EDGE_ROUTER_H_

#include <string>
#include <vector>

#include "base/async/async.h"
#include "base/log/logger.h"
#include "base/time/clock.h"
#include "services/edge/message.h"

namespace hirewire::edge {

class Router {
 public:
  enum Match {
    kExact,
    // The path, and one more segment that is not empty.
    kSegment,
    // The path, and anything.
    kBelow,
  };
  struct Route {
    std::string method;
    // With kSegment and kBelow it ends in a slash.
    std::string path;
    Match match = kExact;
    // For the log.
    std::string name;
    Handler handler;
  };

  // Both outlive it.
  Router(const Clock& clock, log::Logger& logger)
      : clock_(clock), logger_(logger) {}

  // Before the first request.
  void Add(Route route) { routes_.push_back(std::move(route)); }

  // 404 where no route has the path, 405 where none has the method. A handler
  // that fails is a 500 that says nothing.
  Async<Response> Answer(const Request& request) const;

  // Refers to this.
  Handler AsHandler() const;

 private:
  Async<Response> Dispatch(const Request& request, std::string& name) const;

  const Clock& clock_;
  log::Logger& logger_;
  std::vector<Route> routes_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_ROUTER_H_
