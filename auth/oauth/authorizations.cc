#include "auth/oauth/authorizations.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/credentials.h"
#include "auth/connection/event_log.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorize_url.h"
#include "auth/secret/secret.h"
#include "auth/token/code_requests.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_endpoint.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/crypto/key.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::AuthorizationRecord;

// How long a customer may take to sign in and agree.
constexpr absl::Duration kLifetime = absl::Minutes(10);
constexpr absl::Duration kRequestTimeout = absl::Seconds(30);

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

std::string Random256() {
  return absl::WebSafeBase64Escape(crypto::Key::Generate().bytes());
}

AuthorizationRecord ToRecord(const Connection& connection,
                             const BeginRequest& request, bool reconnect,
                             absl::Time expires) {
  AuthorizationRecord record;
  record.set_tenant(connection.tenant);
  record.set_connection(connection.id);
  record.set_reconnect(reconnect);
  record.set_vendor(connection.vendor);
  record.set_environment(connection.environment);
  record.set_display_name(connection.display_name);
  record.set_base_url(connection.base_url);
  record.mutable_labels()->insert(connection.labels.begin(),
                                  connection.labels.end());
  record.mutable_settings()->insert(connection.settings.begin(),
                                    connection.settings.end());
  record.set_redirect_uri(request.redirect_uri);
  record.set_session(request.session);
  *record.mutable_expire_time() = ToProto(expires);
  return record;
}

NewConnection ToNewConnection(const AuthorizationRecord& record) {
  NewConnection request;
  request.id = record.connection();
  request.vendor = record.vendor();
  request.environment = record.environment();
  request.display_name = record.display_name();
  request.base_url = record.base_url();
  request.labels = {record.labels().begin(), record.labels().end()};
  request.settings = {record.settings().begin(), record.settings().end()};
  request.credentials = AuthorizationCode{};
  return request;
}

// As ToNewConnection, for a recipe.
Connection ShapeForRecipe(const AuthorizationRecord& record) {
  const NewConnection request = ToNewConnection(record);
  Connection connection;
  connection.id = request.id;
  connection.tenant = record.tenant();
  connection.vendor = request.vendor;
  connection.environment = request.environment;
  connection.base_url = request.base_url;
  connection.settings = request.settings;
  connection.auth_kind = AuthKind::kAuthorizationCode;
  return connection;
}

// Only a word of the RFC is repeated: the rest might hold anything.
absl::Status Denied(absl::string_view vendor, absl::string_view error) {
  static constexpr absl::string_view kWords[] = {
      "invalid_request",           "unauthorized_client", "access_denied",
      "unsupported_response_type", "invalid_scope",       "server_error",
      "temporarily_unavailable"};
  const bool known = absl::c_linear_search(kWords, error);
  return Error(v1::ERROR_REASON_AUTHORIZATION_DENIED)
      .With("vendor", vendor)
      .With("vendor_code", known ? error : "other")
      .Message(error == "access_denied"
                   ? "the customer declined at the vendor"
                   : absl::StrCat("the vendor declined: ",
                                  known ? error : "in words of its own"));
}

// Whether the tokens of this authorization belong to `connection`: not where
// another one took the id meanwhile, which would send them to its vendor.
bool IsFor(const AuthorizationRecord& record, const Connection& connection) {
  const NewConnection begun = ToNewConnection(record);
  return connection.vendor == begun.vendor &&
         connection.environment == begun.environment &&
         connection.base_url == begun.base_url &&
         connection.settings == begun.settings;
}

absl::Status MadeAnew(absl::string_view connection) {
  return Error(v1::ERROR_REASON_CONNECTION_NOT_FOUND)
      .With("connection", connection)
      .Message(
          "the connection was deleted while the customer was at the vendor, "
          "and another one made with its id");
}

}  // namespace

absl::StatusOr<Connection> Authorizations::ShapeOf(absl::string_view tenant,
                                                   const BeginRequest& request,
                                                   bool& reconnect) const {
  if (!request.connection_id.empty()) {
    auto found = parts_.registry.Get(tenant, request.connection_id);
    reconnect = found.ok();
    if (found.ok()) return found;
    if (ReasonOf(found.status()) != v1::ERROR_REASON_CONNECTION_NOT_FOUND) {
      return found.status();
    }
  }
  if (request.vendor.empty()) return Invalid("vendor", "vendor is missing");
  Connection connection;
  connection.id = request.connection_id.empty() ? parts_.registry.NewId()
                                                : request.connection_id;
  connection.tenant = std::string(tenant);
  connection.vendor = request.vendor;
  connection.environment = request.environment;
  connection.display_name = request.display_name;
  connection.base_url = request.base_url;
  connection.labels = request.labels;
  connection.settings = request.settings;
  return connection;
}

absl::StatusOr<AuthorizationCodeRecipe> Authorizations::RecipeOf(
    const Connection& connection) const {
  HW_ASSIGN_OR_RETURN(GrantRecipe recipe, parts_.recipe_of(connection));
  if (auto* code = std::get_if<AuthorizationCodeRecipe>(&recipe)) {
    return std::move(*code);
  }
  return Invalid("vendor", "the vendor does not connect by authorization code");
}

absl::StatusOr<Begun> Authorizations::Begin(absl::string_view tenant,
                                            const BeginRequest& request) {
  bool reconnect = false;
  HW_ASSIGN_OR_RETURN(Connection connection,
                      ShapeOf(tenant, request, reconnect));
  // A connection by key may become one by authorization code.
  connection.auth_kind = AuthKind::kAuthorizationCode;
  HW_ASSIGN_OR_RETURN(const AuthorizationCodeRecipe recipe,
                      RecipeOf(connection));
  const absl::Time now = parts_.clock.Now();
  PendingAuthorization pending;
  pending.record = ToRecord(connection, request, reconnect, now + kLifetime);
  if (!reconnect) {
    HW_RETURN_IF_ERROR(
        ConnectionRegistry::Check(ToNewConnection(pending.record)));
  }
  HW_ASSIGN_OR_RETURN(
      const OAuthApp app,
      parts_.apps.Find(tenant, connection.vendor, recipe.environment));
  const bool own = !parts_.callback_url.empty() &&
                   request.redirect_uri == parts_.callback_url;
  if (!own && !absl::c_linear_search(app.redirect_uris, request.redirect_uri)) {
    return Invalid("redirect_uri", "redirect_uri is none of the OAuth app's");
  }
  if (recipe.pkce) pending.code_verifier = Secret(Random256());
  const std::string state = AuthorizationTable::NewState(tenant);
  HW_RETURN_IF_ERROR(parts_.pending.Put(state, pending, now));
  return Begun{.authorize_url = AuthorizeUrl(
                   recipe, app,
                   {.redirect_uri = request.redirect_uri,
                    .state = state,
                    .code_challenge = CodeChallenge(pending.code_verifier)}),
               .state = state,
               .connection_id = connection.id,
               .expire_time = now + kLifetime};
}

absl::StatusOr<AuthorizationOwner> Authorizations::Find(
    absl::string_view state) const {
  HW_ASSIGN_OR_RETURN(const PendingAuthorization pending,
                      parts_.pending.Find(state, parts_.clock.Now()));
  return AuthorizationOwner{.tenant = pending.record.tenant(),
                            .session = pending.record.session(),
                            .connection_id = pending.record.connection(),
                            .vendor = pending.record.vendor()};
}

Async<Connection> Authorizations::Complete(absl::string_view tenant,
                                           AuthorizationAnswer answer,
                                           http::Transport& transport) {
  const std::string owner(tenant);
  const absl::Time sent = parts_.clock.Now();
  HW_CO_ASSIGN_OR_RETURN(
      const PendingAuthorization pending,
      parts_.pending.Take(answer.state, sent,
                          [&](const PendingAuthorization& one) {
                            return one.record.tenant() == owner &&
                                   one.record.session() == answer.session;
                          }));
  const AuthorizationRecord& record = pending.record;
  if (!answer.error.empty()) co_return Denied(record.vendor(), answer.error);
  if (answer.code.empty()) co_return Invalid("code", "code is missing");
  HW_CO_ASSIGN_OR_RETURN(const AuthorizationCodeRecipe recipe,
                         RecipeOf(ShapeForRecipe(record)));
  HW_CO_ASSIGN_OR_RETURN(
      const OAuthApp app,
      parts_.apps.Find(owner, record.vendor(), recipe.environment));
  TokenGrant grant = co_await AskTokenEndpoint(
      transport,
      BuildCodeRequest(recipe, app, answer.code, record.redirect_uri(),
                       pending.code_verifier, sent + kRequestTimeout),
      sent, recipe.default_lifetime);
  if (!grant.access.ok()) {
    co_return Annotate(
        Annotate(grant.access.status(), "vendor", record.vendor()), "operation",
        "token");
  }
  co_return Write(pending, {.access_token = std::move(grant.access->value),
                            .refresh_token = std::move(grant.refresh_token),
                            .issued = sent,
                            .expires = sent + grant.access->lifetime,
                            .scopes = std::move(grant.scopes)});
}

// Connection, tokens and scopes in one transaction: none is there without the
// others.
absl::StatusOr<Connection> Authorizations::Write(
    const PendingAuthorization& pending, const TokenPair& pair) {
  const AuthorizationRecord& record = pending.record;
  const Owner owner{record.tenant(), record.connection()};
  Connection written;
  const auto also = [&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(FoundConnection found,
                        FindConnection(t, owner.tenant, owner.connection));
    if (!IsFor(record, found.connection)) return MadeAnew(owner.connection);
    HW_RETURN_IF_ERROR(parts_.tokens.PutGrant(t, owner, pair));
    if (!pair.scopes.empty()) {
      found.connection.granted_scopes = pair.scopes;
      HW_RETURN_IF_ERROR(ChangeConnection(
          t, found, ConnectionEventKind::kUpdated, parts_.clock.Now()));
    }
    written = std::move(found.connection);
    return absl::OkStatus();
  };
  HW_RETURN_IF_ERROR(
      (record.reconnect()
           ? parts_.registry.ReplaceCredentials(owner.tenant, owner.connection,
                                                AuthorizationCode{}, also)
           : parts_.registry.Create(owner.tenant, ToNewConnection(record),
                                    also))
          .status());
  return written;
}

}  // namespace hirewire::auth
