// hirewire connections enable, disable, rename and rotate.
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/connections_verbs.h"
#include "tools/cli/credentials.h"
#include "tools/cli/details.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AuthService";

void Print(const v1::Connection& connection, const Args& args,
           Console& console) {
  console.out << (args.Has("json") ? absl::StrCat(ToJson(connection), "\n")
                                   : DetailsOf(connection))
              << std::flush;
}

absl::Status Update(Session& session, const Args& args,
                    const v1::UpdateConnectionRequest& request) {
  v1::UpdateConnectionResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "UpdateConnection", request, response));
  Print(response.connection(), args, session.console);
  return absl::OkStatus();
}

}  // namespace

absl::Status SetDisabled(Session& session, const Args& args,
                         const std::string& id, bool disabled) {
  v1::UpdateConnectionRequest request;
  request.set_connection_id(id);
  request.mutable_update_mask()->add_paths("disabled");
  request.set_disabled(disabled);
  return Update(session, args, request);
}

absl::Status Rename(Session& session, const Args& args, const std::string& id,
                    const std::string& name) {
  v1::UpdateConnectionRequest request;
  request.set_connection_id(id);
  request.mutable_update_mask()->add_paths("display_name");
  request.set_display_name(name);
  return Update(session, args, request);
}

absl::Status RotateOne(Session& session, const Args& args,
                       const std::string& id) {
  v1::GetConnectionRequest get;
  get.set_connection_id(id);
  v1::GetConnectionResponse got;
  HW_RETURN_IF_ERROR(session.Call(kService, "GetConnection", get, got));
  v1::GetConnectorRequest ask;
  ask.set_vendor(got.connection().vendor());
  v1::GetConnectorResponse vendor;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "GetConnector", ask, vendor));
  v1::CreateConnectionRequest read;
  HW_RETURN_IF_ERROR(
      ReadCredentials(args, vendor.connector(), session.console, read));
  v1::RotateCredentialsRequest request;
  request.set_connection_id(id);
  request.set_skip_check(args.Has("skip-check"));
  if (read.has_api_key()) {
    request.set_api_key(read.api_key());
  } else {
    *request.mutable_client_credentials() = read.client_credentials();
  }
  v1::RotateCredentialsResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "RotateCredentials", request, response));
  Print(response.connection(), args, session.console);
  return absl::OkStatus();
}

}  // namespace hirewire::cli
