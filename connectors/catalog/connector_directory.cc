#include "connectors/catalog/connector_directory.h"

#include "base/status/macros.h"
#include "connectors/engine/capabilities.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/engine/narrow_capabilities.h"

namespace hirewire::connectors {

std::vector<v1::Connector> ConnectorDirectory::List() const {
  std::vector<v1::Connector> all;
  for (const auto& manifest : manifests_.All()) {
    all.push_back(engine::Describe(*manifest));
  }
  return all;
}

absl::StatusOr<v1::Connector> ConnectorDirectory::Get(
    absl::string_view vendor) const {
  HW_ASSIGN_OR_RETURN(const auto manifest, manifests_.Find(vendor));
  return engine::Describe(*manifest);
}

absl::Status ConnectorDirectory::Validate(const auth::Connection& connection,
                                          bool allow_loopback) const {
  return GetRecipe(connection, allow_loopback).status();
}

absl::StatusOr<auth::GrantRecipe> ConnectorDirectory::GetRecipe(
    const auth::Connection& connection, bool allow_loopback) const {
  HW_ASSIGN_OR_RETURN(const auto manifest, manifests_.Find(connection.vendor));
  HW_ASSIGN_OR_RETURN(
      const engine::Endpoints endpoints,
      engine::FindEndpoints(manifest->spec(), connection, allow_loopback));
  return engine::MakeRecipe(manifest->spec(), connection, endpoints);
}

absl::StatusOr<v1::Capabilities> ConnectorDirectory::GetCapabilities(
    const auth::Connection& connection) const {
  HW_ASSIGN_OR_RETURN(const auto manifest, manifests_.For(connection));
  v1::Capabilities capabilities = engine::ComputeCapabilities(*manifest);
  engine::NarrowTo({.granted = connection.granted_scopes,
                    .missing = connection.missing_scopes},
                   capabilities);
  return capabilities;
}

}  // namespace hirewire::connectors
