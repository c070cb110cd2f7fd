// The lowest layer: sends one attempt through the transport, measures it, tells
// the observer, and judges the answer.
//
//   HttpExchange exchange("acme-vendor", "acme", transport, clock, observer);
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_HTTP_EXCHANGE_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_HTTP_EXCHANGE_H_

#include <string>
#include <utility>

#include "base/http/transport.h"
#include "base/time/clock.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/observer.h"

namespace hirewire::traffic {

// Adds to the call's vendor_calls (requests that may have left) and
// vendor_time. Fails as http::Transport does.
class HttpExchange : public Exchange {
 public:
  // The names are for the observer. All references outlive this.
  HttpExchange(std::string vendor, std::string connection,
               http::Transport& transport, Clock& clock, Observer& observer)
      : vendor_(std::move(vendor)),
        connection_(std::move(connection)),
        transport_(transport),
        clock_(clock),
        observer_(observer) {}

  Async<Answer> Try(Attempt attempt) override;

 private:
  const std::string vendor_;
  const std::string connection_;
  http::Transport& transport_;
  Clock& clock_;
  Observer& observer_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_HTTP_EXCHANGE_H_
