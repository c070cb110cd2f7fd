#include "services/auth/authorization_methods.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "services/auth/connection_view.h"

namespace hirewire::auth_service {

namespace {

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

absl::Status ForDevelopment(absl::string_view field) {
  return Invalid(field, absl::StrCat(field,
                                     " is for development, and this server "
                                     "runs without --allow_loopback_vendors"));
}

v1::OAuthApp ViewOf(const auth::OAuthApp& app) {
  v1::OAuthApp view;
  view.set_vendor(app.vendor);
  view.set_environment(app.environment);
  view.set_client_id(app.client_id);
  view.mutable_scopes()->Assign(app.scopes.begin(), app.scopes.end());
  view.mutable_redirect_uris()->Assign(app.redirect_uris.begin(),
                                       app.redirect_uris.end());
  view.set_authorize_url(app.authorize_url);
  view.set_token_url(app.token_url);
  *view.mutable_create_time() = ToProto(app.create_time);
  *view.mutable_update_time() = ToProto(app.update_time);
  return view;
}

auth::OAuthApp FromView(const rpc::Call& call, const v1::OAuthApp& view) {
  auth::OAuthApp app;
  app.tenant = call.caller.tenant;
  app.vendor = view.vendor();
  app.client_id = view.client_id();
  app.scopes = {view.scopes().begin(), view.scopes().end()};
  app.redirect_uris = {view.redirect_uris().begin(),
                       view.redirect_uris().end()};
  app.authorize_url = view.authorize_url();
  app.token_url = view.token_url();
  return app;
}

}  // namespace

void AuthorizationMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::SetOAuthAppRequest, v1::SetOAuthAppResponse>(
      [this](auto& call, const auto& request) { return Set(call, request); });
  service.On<v1::ListOAuthAppsRequest, v1::ListOAuthAppsResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  service.On<v1::DeleteOAuthAppRequest, v1::DeleteOAuthAppResponse>(
      [this](auto& call, const auto& request) {
        return Delete(call, request);
      });
  service.On<v1::BeginAuthorizationRequest, v1::BeginAuthorizationResponse>(
      [this](auto& call, const auto& request) { return Begin(call, request); });
  service
      .On<v1::CompleteAuthorizationRequest, v1::CompleteAuthorizationResponse>(
          [this](auto& call, const auto& request) {
            return Complete(call, request);
          });
}

// The environment by its name, where the vendor has it and takes apps at all.
absl::StatusOr<std::string> AuthorizationMethods::EnvironmentOf(
    const std::string& vendor, const std::string& environment) const {
  HW_ASSIGN_OR_RETURN(const v1::Connector connector,
                      parts_.directory.Get(vendor));
  bool takes_apps = false;
  for (const int kind : connector.auth_kinds()) {
    takes_apps |= kind == v1::AUTH_KIND_AUTHORIZATION_CODE;
  }
  if (!takes_apps) {
    return Invalid("vendor", absl::StrCat(connector.display_name(),
                                          " does not connect by OAuth apps"));
  }
  for (const auto& known : connector.environments()) {
    if (environment.empty() || environment == known.name()) {
      return known.name();
    }
  }
  return Invalid("environment", absl::StrCat(connector.display_name(),
                                             " has no such environment"));
}

Async<v1::SetOAuthAppResponse> AuthorizationMethods::Set(
    rpc::Call& call, const v1::SetOAuthAppRequest& request) {
  auth::OAuthApp app = FromView(call, request.app());
  HW_CO_ASSIGN_OR_RETURN(
      app.environment, EnvironmentOf(app.vendor, request.app().environment()));
  if (!parts_.allow_loopback) {
    if (!app.authorize_url.empty()) {
      co_return ForDevelopment("app.authorize_url");
    }
    if (!app.token_url.empty()) co_return ForDevelopment("app.token_url");
  }
  app.client_secret = auth::Secret(request.client_secret());
  HW_CO_ASSIGN_OR_RETURN(const auth::OAuthApp set, parts_.apps.Set(app));
  v1::SetOAuthAppResponse response;
  *response.mutable_app() = ViewOf(set);
  co_return response;
}

Async<v1::ListOAuthAppsResponse> AuthorizationMethods::List(
    rpc::Call& call, const v1::ListOAuthAppsRequest&) {
  HW_CO_ASSIGN_OR_RETURN(const std::vector<auth::OAuthApp> apps,
                         parts_.apps.List(call.caller.tenant));
  v1::ListOAuthAppsResponse response;
  for (const auth::OAuthApp& app : apps) *response.add_apps() = ViewOf(app);
  co_return response;
}

Async<v1::DeleteOAuthAppResponse> AuthorizationMethods::Delete(
    rpc::Call& call, const v1::DeleteOAuthAppRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(
      const std::string environment,
      EnvironmentOf(request.vendor(), request.environment()));
  HW_CO_RETURN_IF_ERROR(
      parts_.apps.Delete(call.caller.tenant, request.vendor(), environment));
  co_return v1::DeleteOAuthAppResponse();
}

Async<v1::BeginAuthorizationResponse> AuthorizationMethods::Begin(
    rpc::Call& call, const v1::BeginAuthorizationRequest& request) {
  if (!request.base_url().empty() && !parts_.allow_loopback) {
    co_return ForDevelopment("base_url");
  }
  auth::BeginRequest begin;
  begin.connection_id = request.connection_id();
  begin.vendor = request.vendor();
  begin.environment = request.environment();
  begin.display_name = request.display_name();
  begin.base_url = request.base_url();
  begin.labels.insert(request.labels().begin(), request.labels().end());
  begin.settings.insert(request.settings().begin(), request.settings().end());
  begin.redirect_uri = request.redirect_uri();
  HW_CO_ASSIGN_OR_RETURN(
      const auth::Begun begun,
      parts_.authorizations.Begin(call.caller.tenant, begin));
  call.connection = begun.connection_id;
  v1::BeginAuthorizationResponse response;
  response.set_authorize_url(begun.authorize_url);
  response.set_state(begun.state);
  response.set_connection_id(begun.connection_id);
  *response.mutable_expire_time() = ToProto(begun.expire_time);
  co_return response;
}

Async<v1::CompleteAuthorizationResponse> AuthorizationMethods::Complete(
    rpc::Call& call, const v1::CompleteAuthorizationRequest& request) {
  if (request.state().empty()) co_return Invalid("state", "state is missing");
  // The request names no connection, so it runs on the shard of the empty key.
  http::Transport& transport = *parts_.transports[parts_.shards.IndexOf("")];
  HW_CO_ASSIGN_OR_RETURN(const auth::Connection made,
                         co_await parts_.authorizations.Complete(
                             call.caller.tenant,
                             {.state = request.state(),
                              .code = auth::Secret(request.code()),
                              .error = request.error(),
                              .session = ""},
                             transport));
  call.connection = made.id;
  call.vendor = made.vendor;
  v1::CompleteAuthorizationResponse response;
  *response.mutable_connection() = ViewOf(made);
  co_return response;
}

}  // namespace hirewire::auth_service
