#include "services/auth/change_methods.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/transfer/grants.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "services/accounts/connection_id.h"
#include "services/auth/connection_view.h"
#include "services/auth/read_credentials.h"

namespace hirewire::auth_service {

namespace {

absl::Status InvalidMask(absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "update_mask")
      .Message(sentence);
}

// Names the connection for the log, now that it is known to exist.
void NameIn(rpc::Call& call, const auth::Connection& connection) {
  call.connection = connection.id;
  call.vendor = connection.vendor;
}

}  // namespace

absl::StatusOr<auth::ConnectionChange> ReadChange(
    const v1::UpdateConnectionRequest& request) {
  if (request.update_mask().paths().empty()) {
    return InvalidMask("update_mask is empty: say which fields to set");
  }
  auth::ConnectionChange change;
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "display_name") {
      change.display_name = request.display_name();
    } else if (path == "labels") {
      change.labels = std::map<std::string, std::string>(
          request.labels().begin(), request.labels().end());
    } else if (path == "disabled") {
      change.disabled = request.disabled();
    } else {
      return InvalidMask(
          absl::StrCat("update_mask has the path \"", path,
                       "\"; display_name, labels and disabled can be set"));
    }
  }
  return change;
}

void ChangeMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::UpdateConnectionRequest, v1::UpdateConnectionResponse>(
      [this](auto& call, const auto& request) {
        return Update(call, request);
      });
  service.On<v1::RotateCredentialsRequest, v1::RotateCredentialsResponse>(
      [this](auto& call, const auto& request) {
        return Rotate(call, request);
      });
}

Async<v1::UpdateConnectionResponse> ChangeMethods::Update(
    rpc::Call& call, const v1::UpdateConnectionRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(const auth::ConnectionChange change,
                         ReadChange(request));
  // Used here again, its grant is renewed here again.
  auth::AlsoWrite also;
  if (change.disabled == false) {
    also = [&](store::Transaction& t) {
      return auth::ResumeGrant(t, {call.caller.tenant, id});
    };
  }
  HW_CO_ASSIGN_OR_RETURN(
      const auth::Connection changed,
      registry_.Update(call.caller.tenant, id, change, also));
  NameIn(call, changed);
  v1::UpdateConnectionResponse response;
  *response.mutable_connection() = ViewOf(changed);
  co_return response;
}

Async<v1::RotateCredentialsResponse> ChangeMethods::Rotate(
    rpc::Call& call, const v1::RotateCredentialsRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  HW_CO_ASSIGN_OR_RETURN(auth::Connection connection,
                         registry_.Get(call.caller.tenant, id));
  NameIn(call, connection);
  HW_CO_ASSIGN_OR_RETURN(const auth::Credentials credentials,
                         ReadCredentials(request));
  HW_CO_RETURN_IF_ERROR(auth::ConnectionRegistry::Check(credentials));
  connection.auth_kind = auth::KindOf(credentials);
  HW_CO_RETURN_IF_ERROR(
      directory_.Validate(connection, options_.allow_loopback_vendors));
  ProbeVerdict verdict;
  if (!request.skip_check()) {
    HW_CO_ASSIGN_OR_RETURN(verdict,
                           co_await Probe(call, connection, credentials));
  }
  HW_CO_ASSIGN_OR_RETURN(
      auth::Connection changed,
      registry_.ReplaceCredentials(
          call.caller.tenant, id, credentials, [&](store::Transaction& t) {
            // Tokens of the credential that it had are of no more use.
            return auth::ForgetGrant(t, {call.caller.tenant, id});
          }));
  if (!request.skip_check()) {
    const std::string reason = verdict.reason == v1::ERROR_REASON_UNSPECIFIED
                                   ? ""
                                   : std::string(ReasonName(verdict.reason));
    HW_CO_ASSIGN_OR_RETURN(changed, registry_.SetState(call.caller.tenant, id,
                                                       verdict.state, reason));
  }
  v1::RotateCredentialsResponse response;
  *response.mutable_connection() = ViewOf(changed);
  co_return response;
}

Async<ProbeVerdict> ChangeMethods::Probe(rpc::Call& call,
                                         const auth::Connection& connection,
                                         const auth::Credentials& credentials) {
  HW_CO_ASSIGN_OR_RETURN(const auto account,
                         opener_.Trial(connection, credentials));
  const absl::Status probe = co_await account->Check(call.deadline, call.cost);
  if (ReasonOf(probe) == v1::ERROR_REASON_CREDENTIALS_REJECTED) {
    co_return Annotate(Annotate(Error(v1::ERROR_REASON_CREDENTIALS_REJECTED)
                                    .Message(absl::StrCat(
                                        probe.message(),
                                        ". The credential that the connection "
                                        "has was kept")),
                                "vendor", connection.vendor),
                       "connection", connection.id);
  }
  absl::StatusOr<ProbeVerdict> verdict = Judge(connection, probe);
  if (verdict.ok()) co_return verdict;
  co_return Annotate(Annotate(verdict.status(), "vendor", connection.vendor),
                     "connection", connection.id);
}

}  // namespace hirewire::auth_service
