// hirewire.v1.ConnectorService: what this server speaks with, what each
// connection can do, and the manifests that say so. No vendor is asked.
//
//   ConnectorService connectors(directory, manifests, registry);
//   rpc::RawUnaryService adapter(connectors, host);
#ifndef HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
#define HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_

#include "absl/status/statusor.h"
#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "connectors/api/directory.h"
#include "connectors/api/manifest_editor.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::connector_service {

class ConnectorService : public rpc::TypedService {
 public:
  // All outlive it.
  ConnectorService(const connectors::Directory& directory,
                   connectors::ManifestEditor& manifests,
                   const auth::ConnectionRegistry& registry);

 private:
  Async<v1::ListConnectorsResponse> List(
      rpc::Call& call, const v1::ListConnectorsRequest& request);
  Async<v1::GetConnectorResponse> Get(rpc::Call& call,
                                      const v1::GetConnectorRequest& request);
  Async<v1::GetCapabilitiesResponse> Capabilities(
      rpc::Call& call, const v1::GetCapabilitiesRequest& request);
  Async<v1::GetManifestResponse> GetManifest(
      rpc::Call& call, const v1::GetManifestRequest& request);
  Async<v1::ValidateManifestResponse> ValidateManifest(
      rpc::Call& call, const v1::ValidateManifestRequest& request);
  Async<v1::ApplyManifestResponse> ApplyManifest(
      rpc::Call& call, const v1::ApplyManifestRequest& request);

  // Of any request with a scope.
  template <typename Request>
  absl::StatusOr<connectors::ManifestScope> ReadScope(
      rpc::Call& call, const Request& request) const;

  const connectors::Directory& directory_;
  connectors::ManifestEditor& manifests_;
  const auth::ConnectionRegistry& registry_;
};

}  // namespace hirewire::connector_service

#endif  // HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
