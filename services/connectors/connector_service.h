// hirewire.v1.ConnectorService: what this server speaks with, and what each
// connection can do. Answers from manifests; no vendor is asked.
//
//   ConnectorService connectors(directory, registry);
//   rpc::RawUnaryService adapter(connectors, host);
#ifndef HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
#define HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_

#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::connector_service {

class ConnectorService : public rpc::TypedService {
 public:
  // Both outlive it.
  ConnectorService(const connectors::Directory& directory,
                   const auth::ConnectionRegistry& registry);

 private:
  Async<v1::ListConnectorsResponse> List(
      rpc::Call& call, const v1::ListConnectorsRequest& request);
  Async<v1::GetConnectorResponse> Get(rpc::Call& call,
                                      const v1::GetConnectorRequest& request);
  Async<v1::GetCapabilitiesResponse> Capabilities(
      rpc::Call& call, const v1::GetCapabilitiesRequest& request);

  const connectors::Directory& directory_;
  const auth::ConnectionRegistry& registry_;
};

}  // namespace hirewire::connector_service

#endif  // HIREWIRE_SERVICES_CONNECTORS_CONNECTOR_SERVICE_H_
