// What the connect page asks of its server: below /connect/api/, JSON of
// hirewire/internal/v1/connect_page.proto.
//
//   POST open         a link's secret -> the session, and the browser's cookie
//   GET  session      what the page shows
//   POST credentials  a key -> tried and kept
//   POST authorize    -> where to sign in
//   POST done         the customer leaves: the cookie is forgotten
//
// and GET /oauth/callback, to which vendors send the customer back.
#ifndef HIREWIRE_SERVICES_EDGE_CONNECT_API_H_
#define HIREWIRE_SERVICES_EDGE_CONNECT_API_H_

#include <string>

#include "hirewire/internal/v1/connect_page.pb.h"
#include "services/edge/connect_flow.h"
#include "services/edge/message.h"
#include "services/edge/router.h"
#include "services/edge/visit.h"

namespace hirewire::edge {

// Where vendors send customers back to.
inline constexpr char kCallbackPath[] = "/oauth/callback";

class ConnectApi {
 public:
  // `origin`: how browsers reach this server.
  ConnectApi(const Backend& backend, const std::string& origin);

  // Outlives `router`.
  void AddTo(Router& router);

 private:
  Async<Response> Open(const Request& request);
  Async<Response> Session(const Request& request);
  Async<Response> Credentials(const Request& request);
  Async<Response> Authorize(const Request& request);
  Async<Response> Done(const Request& request);
  Async<Response> Callback(const Request& request);

  internal::v1::PageSession ViewOf(const Visit& visit) const;

  const Backend backend_;
  const std::string callback_;
  const Visits visits_;
  ConnectFlow flow_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_CONNECT_API_H_
