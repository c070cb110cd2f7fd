#include "services/auth/connection_view.h"

#include <cstdint>

#include "base/time/timestamps.h"

namespace hirewire::auth_service {

namespace {

v1::AuthKind ViewOf(auth::AuthKind kind) {
  switch (kind) {
    case auth::AuthKind::kApiKey:
      return v1::AUTH_KIND_API_KEY;
    case auth::AuthKind::kClientCredentials:
      return v1::AUTH_KIND_CLIENT_CREDENTIALS;
  }
  return v1::AUTH_KIND_UNSPECIFIED;
}

}  // namespace

v1::ConnectionState ViewOf(auth::ConnectionState state) {
  switch (state) {
    case auth::ConnectionState::kUnverified:
      return v1::CONNECTION_STATE_UNVERIFIED;
    case auth::ConnectionState::kActive:
      return v1::CONNECTION_STATE_ACTIVE;
    case auth::ConnectionState::kLimited:
      return v1::CONNECTION_STATE_LIMITED;
    case auth::ConnectionState::kCredentialsRejected:
      return v1::CONNECTION_STATE_CREDENTIALS_REJECTED;
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
  return view;
}

}  // namespace hirewire::auth_service
