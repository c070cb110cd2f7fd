#include "services/auth/auth_service.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "services/accounts/connection_id.h"
#include "services/auth/connection_pages.h"
#include "services/auth/connection_view.h"
#include "services/auth/create_request.h"
#include "services/auth/probe.h"
#include "services/auth/token_times.h"

namespace hirewire::auth_service {

namespace {

constexpr int kDefaultPageSize = 100;
constexpr int kLargestPageSize = 500;

absl::StatusOr<int> ReadPageSize(int asked) {
  if (asked < 0) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "page_size")
        .Message(
            absl::StrCat("page_size is ", asked, "; it must not be negative"));
  }
  return asked == 0 ? kDefaultPageSize : std::min(asked, kLargestPageSize);
}

// Names the connection for the log, now that it is known to exist.
void NameIn(rpc::Call& call, const auth::Connection& connection) {
  call.connection = connection.id;
  call.vendor = connection.vendor;
}

v1::CheckConnectionResponse ResponseOf(const ProbeVerdict& verdict,
                                       const rpc::Call& call, absl::Time now) {
  v1::CheckConnectionResponse response;
  response.set_state(ViewOf(verdict.state));
  response.set_reason(verdict.reason);
  response.set_detail(verdict.detail);
  response.mutable_granted_scopes()->Assign(verdict.granted_scopes.begin(),
                                            verdict.granted_scopes.end());
  response.mutable_missing_scopes()->Assign(verdict.missing_scopes.begin(),
                                            verdict.missing_scopes.end());
  auto& latency = *response.mutable_vendor_latency();
  const absl::Duration taken = call.cost.vendor_time;
  latency.set_seconds(absl::ToInt64Seconds(taken));
  latency.set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(taken - absl::Trunc(taken, absl::Seconds(1)))));
  *response.mutable_check_time() = ToProto(now);
  return response;
}

}  // namespace

AuthService::AuthService(auth::ConnectionRegistry& registry,
                         const connectors::Directory& directory,
                         accounts::AccountOpener& opener,
                         const crypto::Aead& aead, const Clock& clock,
                         const AuthServiceOptions& options)
    : TypedService("hirewire.v1.AuthService"),
      registry_(registry),
      directory_(directory),
      opener_(opener),
      aead_(aead),
      clock_(clock),
      options_(options) {
  On<v1::CreateConnectionRequest, v1::CreateConnectionResponse>(
      [this](auto& call, const auto& request) {
        return Create(call, request);
      });
  On<v1::GetConnectionRequest, v1::GetConnectionResponse>(
      [this](auto& call, const auto& request) { return Get(call, request); });
  On<v1::ListConnectionsRequest, v1::ListConnectionsResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  On<v1::DeleteConnectionRequest, v1::DeleteConnectionResponse>(
      [this](auto& call, const auto& request) {
        return Delete(call, request);
      });
  On<v1::CheckConnectionRequest, v1::CheckConnectionResponse>(
      [this](auto& call, const auto& request) { return Check(call, request); });
}

Async<v1::CreateConnectionResponse> AuthService::Create(
    rpc::Call& call, const v1::CreateConnectionRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(
      const auth::NewConnection wanted,
      ReadCreateRequest(request, directory_, options_.allow_loopback_vendors));
  HW_CO_ASSIGN_OR_RETURN(const auth::Connection made,
                         registry_.Create(call.caller.tenant, wanted));
  NameIn(call, made);
  v1::CreateConnectionResponse response;
  *response.mutable_connection() = ViewOf(made);
  co_return response;
}

v1::Connection AuthService::Shown(const auth::Connection& connection) const {
  v1::Connection view = ViewOf(connection);
  if (options_.tokens != nullptr) {
    AddTokenTimes(*options_.tokens, directory_, options_.allow_loopback_vendors,
                  connection, view);
  }
  return view;
}

Async<v1::GetConnectionResponse> AuthService::Get(
    rpc::Call& call, const v1::GetConnectionRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(const auth::Connection found,
                         registry_.Get(call.caller.tenant, id));
  NameIn(call, found);
  v1::GetConnectionResponse response;
  *response.mutable_connection() = Shown(found);
  co_return response;
}

Async<v1::ListConnectionsResponse> AuthService::List(
    rpc::Call& call, const v1::ListConnectionsRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const int page_size,
                         ReadPageSize(request.page_size()));
  const std::string& tenant = call.caller.tenant;
  HW_CO_ASSIGN_OR_RETURN(const std::string after,
                         OpenPage(aead_, tenant, request.page_token()));
  HW_CO_ASSIGN_OR_RETURN(const auth::ConnectionPage page,
                         registry_.List(tenant, after, page_size));
  v1::ListConnectionsResponse response;
  for (const auth::Connection& connection : page.connections) {
    *response.add_connections() = Shown(connection);
  }
  response.set_next_page_token(SealPage(aead_, tenant, page.next));
  co_return response;
}

Async<v1::DeleteConnectionResponse> AuthService::Delete(
    rpc::Call& call, const v1::DeleteConnectionRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_RETURN_IF_ERROR(registry_.Delete(call.caller.tenant, id));
  call.connection = id;
  co_return v1::DeleteConnectionResponse();
}

Async<v1::CheckConnectionResponse> AuthService::Check(
    rpc::Call& call, const v1::CheckConnectionRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(const accounts::OpenAccount open,
                         opener_.Open(call, id));
  const absl::Status probe =
      co_await open.account->Check(call.deadline, call.cost);
  absl::StatusOr<ProbeVerdict> verdict = Judge(open.connection, probe);
  if (!verdict.ok()) co_return opener_.Noted(open, std::move(verdict)).status();
  if (probe.ok()) registry_.NoteSuccess(open.connection);
  HW_CO_RETURN_IF_ERROR(registry_
                            .SetScopes(open.connection.tenant, id,
                                       verdict->granted_scopes.empty()
                                           ? open.connection.granted_scopes
                                           : verdict->granted_scopes,
                                       verdict->missing_scopes)
                            .status());
  const std::string reason = verdict->reason == v1::ERROR_REASON_UNSPECIFIED
                                 ? ""
                                 : std::string(ReasonName(verdict->reason));
  HW_CO_RETURN_IF_ERROR(
      registry_.SetState(open.connection, verdict->state, reason).status());
  co_return ResponseOf(*verdict, call, clock_.Now());
}

}  // namespace hirewire::auth_service
