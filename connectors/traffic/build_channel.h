// Stacks the layers of traffic: the one place where their order is written.
//
//   HW_ASSIGN_OR_RETURN(std::unique_ptr<Channel> channel,
//                       BuildChannel({.vendor = "acme",
//                                     .connection = "acme-1",
//                                     .base_url = "https://api.acme.com/v1",
//                                     .credentials = credentials,
//                                     .limiter = limiter,
//                                     .transport = &transport,
//                                     .clock = &clock,
//                                     .random = &random,
//                                     .observer = &observer}));
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_BUILD_CHANNEL_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_BUILD_CHANNEL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "auth/token/credential_source.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/limiter.h"
#include "connectors/traffic/observer.h"

namespace hirewire::traffic {

// All required.
struct ChannelParts {
  // The vendor's and the connection's name, for errors and logs.
  std::string vendor;
  std::string connection;
  // The connection's base URL. The credential goes to its scheme, host and port
  // and nowhere else; its path does not matter here.
  std::string base_url;
  std::shared_ptr<auth::CredentialSource> credentials;
  // The connection's own (make_limiter.h). Several channels of one connection
  // share it.
  std::shared_ptr<Limiter> limiter;
  // These outlive the channel.
  http::Transport* transport = nullptr;
  Clock* clock = nullptr;
  Random* random = nullptr;
  Observer* observer = nullptr;
};

// The channel of one connection; used on that connection's executor only, and
// any number of calls at a time. ARGUMENT_INVALID when `base_url` is none.
absl::StatusOr<std::unique_ptr<Channel>> BuildChannel(ChannelParts parts);

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_BUILD_CHANNEL_H_
