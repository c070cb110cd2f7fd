// hirewire.v1.ConnectorService: what this server speaks with, what each
// connection can do, the manifests that say so, how a record is mapped by them
// and how answers drift from what they know. Only the explanation of a live
// record asks a vendor.
//
//   ConnectorService connectors(directory, manifests, registry, opener, drift);
//   rpc::RawUnaryService adapter(connectors, host);
#ifndef HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
#define HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_

#include "absl/status/statusor.h"
#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "connectors/api/directory.h"
#include "connectors/api/drift_report.h"
#include "connectors/api/manifest_editor.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/accounts/account_opener.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::connector_service {

class ConnectorService : public rpc::TypedService {
 public:
  // All outlive it.
  ConnectorService(const connectors::Directory& directory,
                   connectors::ManifestEditor& manifests,
                   const auth::ConnectionRegistry& registry,
                   accounts::AccountOpener& opener,
                   const connectors::DriftReport& drift);

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
  Async<v1::ExplainMappingResponse> Explain(
      rpc::Call& call, const v1::ExplainMappingRequest& request);
  Async<v1::GetSchemaDriftResponse> SchemaDrift(
      rpc::Call& call, const v1::GetSchemaDriftRequest& request);

  // Of any request with a scope.
  template <typename Request>
  absl::StatusOr<connectors::ManifestScope> ReadScope(
      rpc::Call& call, const Request& request) const;

  const connectors::Directory& directory_;
  connectors::ManifestEditor& manifests_;
  const auth::ConnectionRegistry& registry_;
  accounts::AccountOpener& opener_;
  const connectors::DriftReport& drift_;
};

}  // namespace hirewire::connector_service

#endif  // HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
