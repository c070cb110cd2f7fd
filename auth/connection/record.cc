#include "auth/connection/record.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/connection.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::ConnectionRecord;
using internal::v1::StoredAuthKind;
using internal::v1::StoredConnectionState;

// The enums share their numbers, so a cast converts them.
template <typename Stored, typename Ours>
constexpr bool Same(Stored stored, Ours ours) {
  return static_cast<int>(stored) == static_cast<int>(ours);
}
static_assert(Same(internal::v1::STORED_AUTH_KIND_API_KEY, AuthKind::kApiKey));
static_assert(Same(internal::v1::STORED_AUTH_KIND_CLIENT_CREDENTIALS,
                   AuthKind::kClientCredentials));
static_assert(Same(internal::v1::STORED_AUTH_KIND_AUTHORIZATION_CODE,
                   AuthKind::kAuthorizationCode));
static_assert(Same(internal::v1::STORED_CONNECTION_STATE_PENDING,
                   ConnectionState::kPending));
static_assert(Same(internal::v1::STORED_CONNECTION_STATE_ACTIVE,
                   ConnectionState::kActive));
static_assert(Same(internal::v1::STORED_CONNECTION_STATE_DEGRADED,
                   ConnectionState::kDegraded));
static_assert(Same(internal::v1::STORED_CONNECTION_STATE_NEEDS_REAUTHORIZATION,
                   ConnectionState::kNeedsReauthorization));
static_assert(Same(internal::v1::STORED_CONNECTION_STATE_DISABLED,
                   ConnectionState::kDisabled));

constexpr char kApiKeyField[] = "api_key";
constexpr char kClientIdField[] = "client_id";
constexpr char kClientSecretField[] = "client_secret";
constexpr char kActingUserField[] = "acting_user";

Secret Take(SecretFields& fields, const char* name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Secret() : std::move(found->second);
}

}  // namespace

ConnectionRecord ToRecord(const Connection& connection,
                          const SealedCredentials& sealed) {
  ConnectionRecord record;
  record.set_id(connection.id);
  record.set_tenant(connection.tenant);
  record.set_vendor(connection.vendor);
  record.set_display_name(connection.display_name);
  record.set_environment(connection.environment);
  record.set_base_url(connection.base_url);
  record.set_token_url(connection.token_url);
  record.mutable_labels()->insert(connection.labels.begin(),
                                  connection.labels.end());
  record.mutable_settings()->insert(connection.settings.begin(),
                                    connection.settings.end());
  record.set_auth_kind(static_cast<StoredAuthKind>(connection.auth_kind));
  record.set_sealed_data_key(sealed.data_key);
  record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                         sealed.fields.end());
  record.set_state(static_cast<StoredConnectionState>(connection.state));
  record.set_state_reason(connection.state_reason);
  record.mutable_granted_scopes()->Assign(connection.granted_scopes.begin(),
                                          connection.granted_scopes.end());
  record.mutable_missing_scopes()->Assign(connection.missing_scopes.begin(),
                                          connection.missing_scopes.end());
  record.set_credential_version(connection.credential_version);
  *record.mutable_create_time() = ToProto(connection.create_time);
  *record.mutable_update_time() = ToProto(connection.update_time);
  return record;
}

Connection FromRecord(const ConnectionRecord& record, int64_t generation) {
  Connection connection;
  connection.id = record.id();
  connection.tenant = record.tenant();
  connection.vendor = record.vendor();
  connection.display_name = record.display_name();
  connection.environment = record.environment();
  connection.base_url = record.base_url();
  connection.token_url = record.token_url();
  connection.labels = {record.labels().begin(), record.labels().end()};
  connection.settings = {record.settings().begin(), record.settings().end()};
  connection.auth_kind = static_cast<AuthKind>(record.auth_kind());
  connection.state = static_cast<ConnectionState>(record.state());
  connection.state_reason = record.state_reason();
  connection.create_time = ToTime(record.create_time());
  connection.update_time = ToTime(record.update_time());
  connection.granted_scopes = {record.granted_scopes().begin(),
                               record.granted_scopes().end()};
  connection.missing_scopes = {record.missing_scopes().begin(),
                               record.missing_scopes().end()};
  // Records of before there were versions have none.
  connection.credential_version =
      std::max<int64_t>(record.credential_version(), 1);
  connection.generation = generation;
  return connection;
}

SealedCredentials SealedFrom(const ConnectionRecord& record) {
  SealedCredentials sealed;
  sealed.data_key = record.sealed_data_key();
  sealed.fields = {record.sealed_fields().begin(),
                   record.sealed_fields().end()};
  return sealed;
}

SecretFields ToFields(const Credentials& credentials) {
  SecretFields fields;
  if (const auto* key = std::get_if<ApiKeyCredentials>(&credentials)) {
    fields.emplace(kApiKeyField, key->api_key);
    return fields;
  }
  if (std::holds_alternative<AuthorizationCode>(credentials)) return fields;
  const auto& client = std::get<ClientCredentials>(credentials);
  fields.emplace(kClientIdField, client.client_id);
  fields.emplace(kClientSecretField, client.client_secret);
  fields.emplace(kActingUserField, client.acting_user);
  return fields;
}

bool HasTheFieldsOf(AuthKind kind, const SecretFields& fields) {
  switch (kind) {
    case AuthKind::kApiKey:
      return fields.size() == 1 && fields.count(kApiKeyField) == 1;
    case AuthKind::kClientCredentials:
      return fields.size() == 3 && fields.count(kClientIdField) == 1 &&
             fields.count(kClientSecretField) == 1 &&
             fields.count(kActingUserField) == 1;
    case AuthKind::kAuthorizationCode:
      return fields.empty();
  }
  return false;
}

Credentials FromFields(AuthKind kind, SecretFields fields) {
  if (kind == AuthKind::kApiKey) {
    return ApiKeyCredentials{Take(fields, kApiKeyField)};
  }
  if (kind == AuthKind::kAuthorizationCode) return AuthorizationCode{};
  return ClientCredentials{Take(fields, kClientIdField),
                           Take(fields, kClientSecretField),
                           Take(fields, kActingUserField)};
}

}  // namespace hirewire::auth
