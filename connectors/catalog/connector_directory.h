// What ConnectorService and AuthService ask about vendors, answered from the
// compiled manifests.
#ifndef HIREWIRE_CONNECTORS_CATALOG_CONNECTOR_DIRECTORY_H_
#define HIREWIRE_CONNECTORS_CATALOG_CONNECTOR_DIRECTORY_H_

#include <vector>

#include "auth/token/grant_recipe.h"
#include "connectors/api/directory.h"
#include "connectors/engine/manifests.h"

namespace hirewire::connectors {

// `manifests` outlives it.
class ConnectorDirectory : public Directory {
 public:
  explicit ConnectorDirectory(const engine::Manifests& manifests)
      : manifests_(manifests) {}

  std::vector<v1::Connector> List() const override;
  absl::StatusOr<v1::Connector> Get(absl::string_view vendor) const override;
  absl::Status Validate(const auth::Connection& connection,
                        bool allow_loopback) const override;
  absl::StatusOr<auth::GrantRecipe> GetRecipe(
      const auth::Connection& connection, bool allow_loopback) const override;
  absl::StatusOr<v1::Capabilities> GetCapabilities(
      const auth::Connection& connection) const override;

 private:
  const engine::Manifests& manifests_;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_CATALOG_CONNECTOR_DIRECTORY_H_
