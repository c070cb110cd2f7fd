// One attempt at a call: the interface between the layers of traffic.
//
// A Channel answers a whole call, an Exchange makes one attempt at it. The
// layers below Retry are decorators of Exchange, so each of them sees refused
// answers too: their headers tell the limiter what is left.
//
//   Retry( RateLimit( Authenticate( HttpExchange( Transport ))))
//   Channel  Exchange   Exchange      Exchange
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_EXCHANGE_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_EXCHANGE_H_

#include "base/async/async.h"
#include "base/http/transport.h"
#include "connectors/traffic/channel.h"

namespace hirewire::traffic {

struct Attempt {
  // Outlives the attempt. Never null.
  const Call* call = nullptr;
  // From 1.
  int number = 1;
  // The credential was refreshed for this call already: once is enough.
  bool refreshed = false;
  // The call's request; each layer adds its own to it.
  http::Request request;
};

struct Answer {
  http::Response response;
  // kRefresh means: refused, and the next attempt will have another credential.
  Verdict verdict;
};

class Exchange {
 public:
  virtual ~Exchange() = default;

  // An answer, accepted or not. Fails only where there is none: with an error
  // that has a reason, or with a plain status as http::Transport gives it.
  // http::NeverSent tells whether the vendor may have seen the request.
  virtual Async<Answer> Try(Attempt attempt) = 0;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_EXCHANGE_H_
