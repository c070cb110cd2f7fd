// GET /connect and what it is made of: the same few files for everybody. What a
// session shows comes by the page's API (connect_api.h).
//
//   ConnectPage page;
//   page.AddTo(router);
#ifndef HIREWIRE_SERVICES_EDGE_CONNECT_PAGE_H_
#define HIREWIRE_SERVICES_EDGE_CONNECT_PAGE_H_

#include <map>
#include <string>

#include "services/edge/message.h"
#include "services/edge/router.h"

namespace hirewire::edge {

class ConnectPage {
 public:
  ConnectPage();

  // Outlives `router`.
  void AddTo(Router& router);

 private:
  // Also for /connect/SECRET, which opens nothing yet: programs that look at
  // links before people do must not use them up.
  Async<Response> Page(const Request& request) const;
  Async<Response> Asset(const Request& request) const;

  // Named after the content of all files, so that it may be kept for ever.
  std::string folder_;
  std::string page_;
  std::map<std::string, std::string> files_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_CONNECT_PAGE_H_
