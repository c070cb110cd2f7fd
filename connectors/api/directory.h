// The vendors this server speaks with: what they are and what they can do.
#ifndef HIREWIRE_CONNECTORS_API_DIRECTORY_H_
#define HIREWIRE_CONNECTORS_API_DIRECTORY_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/token/grant_recipe.h"
#include "hirewire/v1/connector_service.pb.h"

namespace hirewire::connectors {

// Thread-safe.
class Directory {
 public:
  virtual ~Directory() = default;

  // All connectors, by name.
  virtual std::vector<v1::Connector> List() const = 0;

  // VENDOR_UNKNOWN if there is none; API_VERSION_RETIRED for a name such as
  // "greenhouse-v1" or "greenhouse/v1" whose version is no more.
  virtual absl::StatusOr<v1::Connector> Get(absl::string_view vendor) const = 0;

  // Whether a connection's settings fit its vendor: environment, kind of
  // credential, overridden URLs (https, or http to loopback where
  // `allow_loopback`). ARGUMENT_INVALID names the field.
  virtual absl::Status Validate(const auth::Connection& connection,
                                bool allow_loopback) const = 0;

  // How the connection gets what authenticates its requests. Fails as Validate
  // does.
  virtual absl::StatusOr<auth::GrantRecipe> GetRecipe(
      const auth::Connection& connection, bool allow_loopback) const = 0;

  // What the connection can do, per RPC, field and filter: what its vendor
  // supports, with the connection's overlay, but for what needs a permission
  // that its credential is known to lack.
  virtual absl::StatusOr<v1::Capabilities> GetCapabilities(
      const auth::Connection& connection) const = 0;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_DIRECTORY_H_
