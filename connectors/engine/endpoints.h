// Where a connection's vendor is: the manifest's environment, or the URLs that
// a development server lets a connection name.
#ifndef HIREWIRE_CONNECTORS_ENGINE_ENDPOINTS_H_
#define HIREWIRE_CONNECTORS_ENGINE_ENDPOINTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

struct Endpoints {
  // The environment's name.
  std::string environment;
  // The environment's own base URL, also where the connection names another.
  std::string environment_url;
  std::string base_url;
  // Empty where the vendor needs none.
  std::string token_url;
  std::string authorize_url;
};

// ARGUMENT_INVALID names the field: an unknown environment, a setting that is
// missing or cannot be, or an override that is neither allowed nor a loopback
// host.
absl::StatusOr<Endpoints> FindEndpoints(const connector::v1::Manifest& manifest,
                                        const auth::Connection& connection,
                                        bool allow_loopback);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_ENDPOINTS_H_
