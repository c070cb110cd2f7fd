// The composition root: the one place where real clocks, stores and transports
// are made. Read compose.cc from top to bottom to see what a server consists
// of.
//
//   HW_ASSIGN_OR_RETURN(auto server, Compose(config, clock, logger,
//                                             MakeVendors));
//   server->port();
//   ...
//   server->Stop();
#ifndef HIREWIRE_SERVICES_SERVER_COMPOSE_H_
#define HIREWIRE_SERVICES_SERVER_COMPOSE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "base/log/logger.h"
#include "base/time/clock.h"
#include "services/server/config.h"
#include "services/server/surroundings.h"

namespace hirewire::server {

// A server that serves. Goes like Stop.
class RunningServer {
 public:
  virtual ~RunningServer() = default;

  virtual int port() const = 0;

  // Where browsers reach the connect page; empty where there is none.
  virtual std::string edge_url() const = 0;

  // Lets calls end for as long as the configuration says, then cancels them.
  // True where none had to be cancelled.
  virtual bool Stop() = 0;
};

// Every failure says what could not be made and why. `logger` and `clock`
// outlive the server.
absl::StatusOr<std::unique_ptr<RunningServer>> Compose(
    const Config& config, Clock& clock, log::Logger& logger,
    const VendorsMaker& make_vendors);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_COMPOSE_H_
