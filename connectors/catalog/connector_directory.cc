#include "connectors/catalog/connector_directory.h"

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/capabilities.h"
#include "connectors/engine/credential_sources.h"
#include "connectors/engine/endpoints.h"

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
  HW_ASSIGN_OR_RETURN(const auto manifest, manifests_.Find(connection.vendor));
  if (engine::FindAuth(manifest->spec(), connection.auth_kind) == nullptr) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("vendor", connection.vendor)
        .With("field", "credential")
        .Message(absl::StrCat(manifest->spec().display_name(),
                              " takes no credentials of this kind"));
  }
  return engine::FindEndpoints(manifest->spec(), connection, allow_loopback)
      .status();
}

absl::StatusOr<v1::Capabilities> ConnectorDirectory::GetCapabilities(
    const auth::Connection& connection) const {
  HW_ASSIGN_OR_RETURN(const auto manifest, manifests_.For(connection));
  return engine::ComputeCapabilities(*manifest);
}

}  // namespace hirewire::connectors
