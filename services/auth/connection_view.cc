#include "services/auth/connection_view.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/time/timestamps.h"

namespace hirewire::auth_service {

namespace {

v1::AuthKind ViewOf(auth::AuthKind kind) {
  switch (kind) {
    case auth::AuthKind::kApiKey:
      return v1::AUTH_KIND_API_KEY;
    case auth::AuthKind::kClientCredentials:
      return v1::AUTH_KIND_CLIENT_CREDENTIALS;
    case auth::AuthKind::kAuthorizationCode:
      return v1::AUTH_KIND_AUTHORIZATION_CODE;
  }
  return v1::AUTH_KIND_UNSPECIFIED;
}

// Names of later versions are UNSPECIFIED.
v1::ErrorReason ReasonNamed(const std::string& name) {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", name), &reason);
  return reason;
}

}  // namespace

v1::ConnectionState ViewOf(auth::ConnectionState state) {
  switch (state) {
    case auth::ConnectionState::kPending:
      return v1::CONNECTION_STATE_PENDING;
    case auth::ConnectionState::kActive:
      return v1::CONNECTION_STATE_ACTIVE;
    case auth::ConnectionState::kDegraded:
      return v1::CONNECTION_STATE_DEGRADED;
    case auth::ConnectionState::kNeedsReauthorization:
      return v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION;
    case auth::ConnectionState::kDisabled:
      return v1::CONNECTION_STATE_DISABLED;
  }
  return v1::CONNECTION_STATE_UNSPECIFIED;
}

v1::Connection ViewOf(const auth::Connection& connection) {
  v1::Connection view;
  view.set_id(connection.id);
  view.set_vendor(connection.vendor);
  view.set_display_name(connection.display_name);
  view.set_environment(connection.environment);
  view.set_auth_kind(ViewOf(connection.auth_kind));
  view.set_state(ViewOf(connection.state));
  *view.mutable_create_time() = ToProto(connection.create_time);
  *view.mutable_update_time() = ToProto(connection.update_time);
  view.mutable_labels()->insert(connection.labels.begin(),
                                connection.labels.end());
  view.mutable_settings()->insert(connection.settings.begin(),
                                  connection.settings.end());
  view.set_base_url(connection.base_url);
  view.set_token_url(connection.token_url);
  view.set_state_reason(ReasonNamed(connection.state_reason));
  if (connection.last_success_time != absl::InfinitePast()) {
    *view.mutable_last_success_time() = ToProto(connection.last_success_time);
  }
  view.mutable_granted_scopes()->Assign(connection.granted_scopes.begin(),
                                        connection.granted_scopes.end());
  view.mutable_missing_scopes()->Assign(connection.missing_scopes.begin(),
                                        connection.missing_scopes.end());
  return view;
}

}  // namespace hirewire::auth_service
