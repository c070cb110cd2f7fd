#include "services/auth/transfer_methods.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/transfer/bundle.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "services/auth/connection_view.h"

namespace hirewire::auth_service {

namespace {

// Between two looks at whether tokens are still being renewed.
constexpr absl::Duration kRenewalWait = absl::Milliseconds(200);

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

}  // namespace

void TransferMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::ExportConnectionsRequest, v1::ExportConnectionsResponse>(
      [this](auto& call, const auto& request) {
        return Export(call, request);
      });
  service.On<v1::GetImportKeyRequest, v1::GetImportKeyResponse>(
      [this](auto& call, const auto& request) {
        return ImportKey(call, request);
      });
  service.On<v1::ImportConnectionsRequest, v1::ImportConnectionsResponse>(
      [this](auto& call, const auto& request) {
        return Import(call, request);
      });
}

Async<v1::ExportConnectionsResponse> TransferMethods::Export(
    rpc::Call& call, const v1::ExportConnectionsRequest& request) {
  auth::ExportRequest wanted;
  wanted.ids = {request.connection_ids().begin(),
                request.connection_ids().end()};
  wanted.recipient_public_key = request.recipient_public_key();
  wanted.keep_enabled = request.keep_enabled();
  absl::StatusOr<auth::Exported> exported =
      transfer_.Export(call.caller.tenant, wanted);
  // A renewal ends within seconds; the caller's deadline bounds the wait.
  while (absl::IsUnavailable(exported.status())) {
    HW_CO_RETURN_IF_ERROR(co_await clock_.Sleep(kRenewalWait));
    exported = transfer_.Export(call.caller.tenant, wanted);
  }
  HW_CO_RETURN_IF_ERROR(exported.status());
  v1::ExportConnectionsResponse response;
  response.set_bundle(exported->bundle);
  response.mutable_connection_ids()->Assign(exported->ids.begin(),
                                            exported->ids.end());
  co_return response;
}

Async<v1::GetImportKeyResponse> TransferMethods::ImportKey(
    rpc::Call& call, const v1::GetImportKeyRequest& request) {
  v1::GetImportKeyResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_public_key(),
                         transfer_.ImportKey(call.caller.tenant));
  co_return response;
}

Async<v1::ImportConnectionsResponse> TransferMethods::Import(
    rpc::Call& call, const v1::ImportConnectionsRequest& request) {
  if (request.bundle().empty()) {
    co_return Invalid("bundle", "bundle is missing");
  }
  HW_CO_ASSIGN_OR_RETURN(
      const std::vector<auth::MovedConnection> moved,
      transfer_.OpenBundle(call.caller.tenant, request.bundle()));
  for (const auth::MovedConnection& one : moved) {
    absl::Status status = Check(one.connection);
    if (!status.ok()) {
      co_return Annotate(std::move(status), "connection", one.connection.id);
    }
  }
  HW_CO_ASSIGN_OR_RETURN(const std::vector<auth::Connection> imported,
                         transfer_.Import(call.caller.tenant, moved));
  v1::ImportConnectionsResponse response;
  for (const auth::Connection& one : imported) {
    *response.add_connections() = ViewOf(one);
  }
  co_return response;
}

absl::Status TransferMethods::Check(const auth::Connection& connection) const {
  if (!options_.allow_loopback_vendors &&
      !(connection.base_url.empty() && connection.token_url.empty())) {
    return Invalid("bundle",
                   absl::StrCat("connection ", connection.id,
                                " has an address of its own, which is for "
                                "development, and this server runs without "
                                "--allow_loopback_vendors"));
  }
  return directory_.Validate(connection, options_.allow_loopback_vendors);
}

}  // namespace hirewire::auth_service
