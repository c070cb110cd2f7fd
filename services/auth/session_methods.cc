#include "services/auth/session_methods.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"

namespace hirewire::auth_service {

namespace {

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

absl::Duration ReadTtl(const google::protobuf::Duration& ttl) {
  return absl::Seconds(ttl.seconds()) + absl::Nanoseconds(ttl.nanos());
}

v1::ErrorReason ReasonNamed(const std::string& name) {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", name), &reason);
  return reason;
}

// Both enums have the same values in the same order.
static_assert(static_cast<int>(auth::ConnectSessionState::kCompleted) ==
              v1::CONNECT_SESSION_STATE_COMPLETED);

v1::ConnectSession ViewOf(const auth::ConnectSession& session) {
  v1::ConnectSession view;
  view.set_id(session.id);
  view.set_state(static_cast<v1::ConnectSessionState>(session.state));
  view.set_connection_id(session.connection);
  view.set_last_error(ReasonNamed(session.last_error));
  *view.mutable_create_time() = ToProto(session.create_time);
  *view.mutable_expire_time() = ToProto(session.expire_time);
  return view;
}

// A connection that is there is of one vendor.
absl::Status Reconnect(const auth::Connection& found,
                       auth::NewConnectSession& session) {
  if (!session.vendors.empty() &&
      !absl::c_linear_search(session.vendors, found.vendor)) {
    return Invalid(
        "vendors",
        absl::StrCat("the connection is of another vendor: ", found.vendor));
  }
  session.reconnect = true;
  session.vendors = {found.vendor};
  return absl::OkStatus();
}

}  // namespace

SessionMethods::SessionMethods(auth::ConnectSessions& sessions,
                               auth::ConnectionRegistry& registry,
                               const connectors::Directory& directory,
                               const SessionMethodsOptions& options)
    : sessions_(sessions),
      registry_(registry),
      directory_(directory),
      options_(options) {}

void SessionMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::CreateConnectSessionRequest, v1::CreateConnectSessionResponse>(
      [this](auto& call, const auto& request) {
        return Create(call, request);
      });
  service.On<v1::GetConnectSessionRequest, v1::GetConnectSessionResponse>(
      [this](auto& call, const auto& request) { return Get(call, request); });
}

absl::StatusOr<auth::NewConnectSession> SessionMethods::Read(
    absl::string_view tenant, const v1::CreateConnectSessionRequest& request) {
  auth::NewConnectSession session;
  for (const std::string& vendor : request.vendors()) {
    HW_RETURN_IF_ERROR(directory_.Get(vendor).status());
    if (!absl::c_linear_search(session.vendors, vendor)) {
      session.vendors.push_back(vendor);
    }
  }
  session.display_name = request.display_name();
  session.labels = {request.labels().begin(), request.labels().end()};
  session.return_urls = {request.return_urls().begin(),
                         request.return_urls().end()};
  const v1::ConnectTheme& theme = request.theme();
  session.theme = {theme.company_name(), theme.logo_url(),
                   absl::AsciiStrToLower(theme.accent_color()),
                   theme.language()};
  if (request.has_ttl()) session.ttl = ReadTtl(request.ttl());
  if (!request.base_urls().empty() && !options_.allow_loopback_vendors) {
    return Invalid("base_urls",
                   "base_urls is for development, and this server runs "
                   "without --allow_loopback_vendors");
  }
  session.base_urls = {request.base_urls().begin(), request.base_urls().end()};
  session.connection = request.connection_id();
  if (session.connection.empty()) {
    session.connection = registry_.NewId();
    return session;
  }
  const auto found = registry_.Get(tenant, session.connection);
  if (found.ok()) {
    HW_RETURN_IF_ERROR(Reconnect(*found, session));
  } else if (ReasonOf(found.status()) !=
             v1::ERROR_REASON_CONNECTION_NOT_FOUND) {
    return found.status();
  }
  return session;
}

Async<v1::CreateConnectSessionResponse> SessionMethods::Create(
    rpc::Call& call, const v1::CreateConnectSessionRequest& request) {
  if (options_.edge_url.empty()) {
    co_return Error(v1::ERROR_REASON_OPERATION_UNSUPPORTED)
        .Message("this server has no connect page: see --edge_listen");
  }
  HW_CO_ASSIGN_OR_RETURN(const auth::NewConnectSession wanted,
                         Read(call.caller.tenant, request));
  HW_CO_ASSIGN_OR_RETURN(
      const auth::NewLink made,
      sessions_.Create(call.caller.tenant, call.caller.id, wanted));
  call.connection = made.session.connection;
  v1::CreateConnectSessionResponse response;
  *response.mutable_session() = ViewOf(made.session);
  response.set_url(absl::StrCat(options_.edge_url, "/connect/", made.secret));
  co_return response;
}

Async<v1::GetConnectSessionResponse> SessionMethods::Get(
    rpc::Call& call, const v1::GetConnectSessionRequest& request) {
  if (options_.edge_url.empty()) {
    co_return Error(v1::ERROR_REASON_OPERATION_UNSUPPORTED)
        .Message("this server has no connect page: see --edge_listen");
  }
  if (request.session_id().empty()) {
    co_return Invalid("session_id", "session_id is missing");
  }
  HW_CO_ASSIGN_OR_RETURN(
      const auth::ConnectSession session,
      sessions_.Get(call.caller.tenant, request.session_id()));
  call.connection = session.connection;
  v1::GetConnectSessionResponse response;
  *response.mutable_session() = ViewOf(session);
  co_return response;
}

}  // namespace hirewire::auth_service
