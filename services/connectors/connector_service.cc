#include "services/connectors/connector_service.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/api/account.h"
#include "connectors/api/query.h"
#include "services/accounts/connection_id.h"
#include "services/connectors/explain_request.h"
#include "services/rpc/admission.h"

namespace hirewire::connector_service {

ConnectorService::ConnectorService(const connectors::Directory& directory,
                                   connectors::ManifestEditor& manifests,
                                   const auth::ConnectionRegistry& registry,
                                   accounts::AccountOpener& opener,
                                   const connectors::DriftReport& drift)
    : TypedService("hirewire.v1.ConnectorService"),
      directory_(directory),
      manifests_(manifests),
      registry_(registry),
      opener_(opener),
      drift_(drift) {
  On<v1::ListConnectorsRequest, v1::ListConnectorsResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  On<v1::GetConnectorRequest, v1::GetConnectorResponse>(
      [this](auto& call, const auto& request) { return Get(call, request); });
  On<v1::GetCapabilitiesRequest, v1::GetCapabilitiesResponse>(
      [this](auto& call, const auto& request) {
        return Capabilities(call, request);
      });
  On<v1::GetManifestRequest, v1::GetManifestResponse>(
      [this](auto& call, const auto& request) {
        return GetManifest(call, request);
      });
  On<v1::ValidateManifestRequest, v1::ValidateManifestResponse>(
      [this](auto& call, const auto& request) {
        return ValidateManifest(call, request);
      });
  On<v1::ApplyManifestRequest, v1::ApplyManifestResponse>(
      [this](auto& call, const auto& request) {
        return ApplyManifest(call, request);
      });
  On<v1::ExplainMappingRequest, v1::ExplainMappingResponse>(
      [this](auto& call, const auto& request) {
        return Explain(call, request);
      });
  On<v1::GetSchemaDriftRequest, v1::GetSchemaDriftResponse>(
      [this](auto& call, const auto& request) {
        return SchemaDrift(call, request);
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
                         registry_.Get(call.caller.tenant, id));
  call.connection = connection.id;
  call.vendor = connection.vendor;
  v1::GetCapabilitiesResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_capabilities(),
                         directory_.GetCapabilities(connection));
  co_return response;
}

template <typename Request>
absl::StatusOr<connectors::ManifestScope> ConnectorService::ReadScope(
    rpc::Call& call, const Request& request) const {
  connectors::ManifestScope scope;
  if (request.scope_case() == Request::kConnectionId) {
    HW_ASSIGN_OR_RETURN(const std::string id,
                        accounts::ReadConnectionId(request));
    HW_ASSIGN_OR_RETURN(scope.connection,
                        registry_.Get(call.caller.tenant, id));
    scope.vendor = scope.connection->vendor;
    call.connection = scope.connection->id;
  } else {
    scope.vendor = request.vendor();
  }
  if (scope.vendor.empty()) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "scope")
        .Message("a vendor or a connection_id is missing");
  }
  call.vendor = scope.vendor;
  return scope;
}

Async<v1::GetManifestResponse> ConnectorService::GetManifest(
    rpc::Call& call, const v1::GetManifestRequest& request) {
  v1::GetManifestResponse response;
  HW_CO_ASSIGN_OR_RETURN(const auto scope, ReadScope(call, request));
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_manifest(),
                         manifests_.GetManifest(scope));
  co_return response;
}

Async<v1::ValidateManifestResponse> ConnectorService::ValidateManifest(
    rpc::Call& call, const v1::ValidateManifestRequest& request) {
  v1::ValidateManifestResponse response;
  HW_CO_ASSIGN_OR_RETURN(const auto scope, ReadScope(call, request));
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_manifest(),
                         manifests_.ValidateManifest(scope, request.text()));
  co_return response;
}

Async<v1::ApplyManifestResponse> ConnectorService::ApplyManifest(
    rpc::Call& call, const v1::ApplyManifestRequest& request) {
  v1::ApplyManifestResponse response;
  // An overlay changes one connection; all else, every tenant's.
  if (request.scope_case() != v1::ApplyManifestRequest::kConnectionId) {
    HW_CO_RETURN_IF_ERROR(rpc::CheckOperator(call));
  }
  HW_CO_ASSIGN_OR_RETURN(const auto scope, ReadScope(call, request));
  std::optional<int64_t> expected;
  if (request.has_expected_revision()) expected = request.expected_revision();
  HW_CO_ASSIGN_OR_RETURN(
      *response.mutable_manifest(),
      manifests_.ApplyManifest(scope, request.text(), expected));
  co_return response;
}

Async<v1::ExplainMappingResponse> ConnectorService::Explain(
    rpc::Call& call, const v1::ExplainMappingRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(connectors::ExplainQuery query,
                         ReadExplainRequest(request));
  query.deadline = call.deadline;
  const bool live = !query.id.empty();
  HW_CO_ASSIGN_OR_RETURN(accounts::OpenAccount open, opener_.Open(call, id));
  auto explained = co_await open.account->Explain(std::move(query), call.cost);
  // What a sample comes to says nothing of the credential.
  if (live) explained = opener_.Noted(open, std::move(explained));
  v1::ExplainMappingResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_explanation(), std::move(explained));
  co_return response;
}

Async<v1::GetSchemaDriftResponse> ConnectorService::SchemaDrift(
    rpc::Call& call, const v1::GetSchemaDriftRequest& request) {
  // It is counted over the connections of all tenants.
  HW_CO_RETURN_IF_ERROR(rpc::CheckOperator(call));
  if (!request.vendor().empty()) {
    HW_CO_RETURN_IF_ERROR(directory_.Get(request.vendor()).status());
    call.vendor = request.vendor();
  }
  v1::GetSchemaDriftResponse response;
  for (v1::EntityDrift& entity : drift_.Of(request.vendor())) {
    response.add_entities()->Swap(&entity);
  }
  co_return response;
}

}  // namespace hirewire::connector_service
