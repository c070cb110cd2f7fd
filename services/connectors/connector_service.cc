#include "services/connectors/connector_service.h"

#include <string>

#include "base/status/error.h"
#include "base/status/macros.h"
#include "services/accounts/connection_id.h"

namespace hirewire::connector_service {

ConnectorService::ConnectorService(const connectors::Directory& directory,
                                   const auth::ConnectionRegistry& registry)
    : TypedService("hirewire.v1.ConnectorService"),
      directory_(directory),
      registry_(registry) {
  On<v1::ListConnectorsRequest, v1::ListConnectorsResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  On<v1::GetConnectorRequest, v1::GetConnectorResponse>(
      [this](auto& call, const auto& request) { return Get(call, request); });
  On<v1::GetCapabilitiesRequest, v1::GetCapabilitiesResponse>(
      [this](auto& call, const auto& request) {
        return Capabilities(call, request);
      });
}

Async<v1::ListConnectorsResponse> ConnectorService::List(
    rpc::Call& call, const v1::ListConnectorsRequest& request) {
  v1::ListConnectorsResponse response;
  for (v1::Connector& connector : directory_.List()) {
    response.add_connectors()->Swap(&connector);
  }
  co_return response;
}

Async<v1::GetConnectorResponse> ConnectorService::Get(
    rpc::Call& call, const v1::GetConnectorRequest& request) {
  if (request.vendor().empty()) {
    co_return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "vendor")
        .Message("vendor is missing");
  }
  v1::GetConnectorResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_connector(),
                         directory_.Get(request.vendor()));
  call.vendor = response.connector().vendor();
  co_return response;
}

Async<v1::GetCapabilitiesResponse> ConnectorService::Capabilities(
    rpc::Call& call, const v1::GetCapabilitiesRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(const auth::Connection connection,
                         registry_.Get("", id));
  call.connection = connection.id;
  call.vendor = connection.vendor;
  v1::GetCapabilitiesResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_capabilities(),
                         directory_.GetCapabilities(connection.vendor));
  co_return response;
}

}  // namespace hirewire::connector_service
