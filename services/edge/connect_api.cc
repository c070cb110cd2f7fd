#include "services/edge/connect_api.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"
#include "services/edge/page_json.h"
#include "services/edge/submission.h"

namespace hirewire::edge {

namespace {

using internal::v1::PageAuth;
using internal::v1::PageSession;
using internal::v1::PageVendor;

// Failures are answers: the page is told what went wrong.
Handler Told(std::function<Async<Response>(const Request&)> handler) {
  return [handler =
              std::move(handler)](const Request& request) -> Async<Response> {
    absl::StatusOr<Response> answer = co_await handler(request);
    if (!answer.ok()) co_return ErrorResponse(answer.status());
    co_return answer;
  };
}

const char* NameOf(v1::AuthKind kind) {
  switch (kind) {
    case v1::AUTH_KIND_CLIENT_CREDENTIALS:
      return "client_credentials";
    case v1::AUTH_KIND_AUTHORIZATION_CODE:
      return "authorization_code";
    default:
      return "api_key";
  }
}

void AddVendor(const v1::Connector& connector, bool may_sign_in,
               PageSession& view) {
  PageVendor vendor;
  vendor.set_name(connector.vendor());
  vendor.set_display_name(connector.display_name());
  for (const v1::ConnectorAuth& way : connector.auths()) {
    if (way.kind() == v1::AUTH_KIND_AUTHORIZATION_CODE && !may_sign_in)
      continue;
    PageAuth& auth = *vendor.add_auths();
    auth.set_kind(NameOf(way.kind()));
    auth.set_help(way.help());
    auth.set_help_url(way.help_url());
    auth.set_key_pattern(way.key_pattern());
  }
  // With OAuth only, and no app for it: nothing that a customer could do.
  if (vendor.auths().empty()) return;
  for (const v1::ConnectorSetting& setting : connector.settings()) {
    auto& shown = *vendor.add_settings();
    shown.set_name(setting.name());
    shown.set_label(setting.label());
    shown.set_help(setting.help());
    shown.set_example(setting.example());
  }
  for (const v1::ConnectorEnvironment& one : connector.environments()) {
    vendor.add_environments(one.name());
  }
  *view.add_vendors() = std::move(vendor);
}

// What is there already is not asked for again.
void KeepToCredentials(PageSession& view) {
  for (PageVendor& vendor : *view.mutable_vendors()) {
    vendor.clear_settings();
    vendor.clear_environments();
  }
}

// A parameter of the callback, each of which comes once.
std::string Parameter(const http::QueryParams& query, absl::string_view name) {
  for (const auto& [given, value] : query) {
    if (given == name) return value;
  }
  return "";
}

}  // namespace

ConnectApi::ConnectApi(const Backend& backend, const std::string& origin)
    : backend_(backend),
      callback_(absl::StrCat(origin, kCallbackPath)),
      visits_(backend.sessions, origin),
      flow_(backend) {}

void ConnectApi::AddTo(Router& router) {
  const auto add = [&](const char* method, const char* path, const char* name,
                       Async<Response> (ConnectApi::*handler)(const Request&)) {
    router.Add({method, path, Router::kExact, name,
                Told([this, handler](const Request& request) {
                  return (this->*handler)(request);
                })});
  };
  add("POST", "/connect/api/open", "connect.open", &ConnectApi::Open);
  add("GET", "/connect/api/session", "connect.session", &ConnectApi::Session);
  add("POST", "/connect/api/credentials", "connect.credentials",
      &ConnectApi::Credentials);
  add("POST", "/connect/api/authorize", "connect.authorize",
      &ConnectApi::Authorize);
  add("POST", "/connect/api/done", "connect.done", &ConnectApi::Done);
  add("GET", kCallbackPath, "oauth.callback", &ConnectApi::Callback);
}

PageSession ConnectApi::ViewOf(const Visit& visit) const {
  const auth::ConnectSession& session = visit.session;
  PageSession view;
  view.set_csrf_token(visit.csrf_token);
  view.set_completed(session.state == auth::ConnectSessionState::kCompleted);
  view.set_reconnect(session.reconnect);
  view.set_return_url(session.return_url);
  view.set_company_name(session.theme.company_name);
  view.set_logo_url(session.theme.logo_url);
  view.set_accent_color(session.theme.accent_color);
  view.set_language(session.theme.language);
  view.set_last_error(session.last_error);
  for (const v1::Connector& connector : flow_.Choices(session)) {
    const bool may_sign_in =
        backend_.authorizer != nullptr &&
        backend_.authorizer->Offers(session.tenant, connector.vendor());
    AddVendor(connector, may_sign_in, view);
  }
  if (session.reconnect) KeepToCredentials(view);
  if (view.completed()) {
    const auto made = backend_.registry.Get(session.tenant, session.connection);
    if (made.ok()) view.set_connected_vendor(made->vendor);
  }
  return view;
}

Async<Response> ConnectApi::Open(const Request& request) {
  HW_CO_RETURN_IF_ERROR(visits_.CheckOrigin(request));
  internal::v1::OpenRequest asked;
  HW_CO_RETURN_IF_ERROR(ReadJson(request, asked));
  const absl::string_view cookie = visits_.CookieOf(request);
  HW_CO_ASSIGN_OR_RETURN(
      const auth::OpenedSession opened,
      backend_.sessions.Open(asked.secret(), cookie, asked.return_url()));
  const bool is_new = !opened.cookie.empty();
  Response response = JsonResponse(
      200, ViewOf({opened.session,
                   Visits::TokenFor(is_new ? opened.cookie : cookie)}));
  if (is_new) {
    response.headers.emplace_back(
        "Set-Cookie",
        visits_.CookieFor(opened.cookie,
                          opened.session.expire_time - backend_.clock.Now()));
  }
  co_return response;
}

Async<Response> ConnectApi::Session(const Request& request) {
  HW_CO_ASSIGN_OR_RETURN(const Visit visit, visits_.Admit(request));
  co_return JsonResponse(200, ViewOf(visit));
}

Async<Response> ConnectApi::Credentials(const Request& request) {
  HW_CO_ASSIGN_OR_RETURN(const Visit visit, visits_.AdmitPost(request));
  internal::v1::CredentialsRequest asked;
  HW_CO_RETURN_IF_ERROR(ReadJson(request, asked));
  HW_CO_ASSIGN_OR_RETURN(ConnectFlow::Submission submission,
                         ReadSubmission(asked, backend_.directory));
  HW_CO_ASSIGN_OR_RETURN(
      const ConnectFlow::Outcome outcome,
      co_await flow_.Submit(visit.session, std::move(submission)));
  internal::v1::CredentialsResponse response;
  response.set_connected(outcome.connected);
  for (const std::string& permission : outcome.missing_permissions) {
    response.add_missing_permissions(permission);
  }
  co_return JsonResponse(200, response);
}

Async<Response> ConnectApi::Authorize(const Request& request) {
  HW_CO_ASSIGN_OR_RETURN(const Visit visit, visits_.AdmitPost(request));
  internal::v1::AuthorizeRequest asked;
  HW_CO_RETURN_IF_ERROR(ReadJson(request, asked));
  if (backend_.authorizer == nullptr) {
    co_return Error(v1::ERROR_REASON_OAUTH_APP_MISSING)
        .With("vendor", asked.vendor())
        .Message("nobody can sign in at vendors here");
  }
  HW_CO_RETURN_IF_ERROR(flow_.CheckPick(visit.session, asked.vendor()));
  Authorizer::Wish wish;
  wish.vendor = asked.vendor();
  wish.environment = asked.environment();
  wish.settings = {asked.settings().begin(), asked.settings().end()};
  wish.redirect_uri = callback_;
  internal::v1::AuthorizeResponse response;
  HW_CO_ASSIGN_OR_RETURN(*response.mutable_authorize_url(),
                         backend_.authorizer->Begin(visit.session, wish));
  co_return JsonResponse(200, response);
}

Async<Response> ConnectApi::Done(const Request& request) {
  HW_CO_ASSIGN_OR_RETURN(const Visit visit, visits_.AdmitPost(request));
  internal::v1::DoneResponse response;
  response.set_return_url(visit.session.return_url);
  co_return JsonResponse(200, response).With("Set-Cookie", visits_.NoCookie());
}

// Whatever comes of it, the customer is back at the page, which tells; state
// and code leave the address bar.
Async<Response> ConnectApi::Callback(const Request& request) {
  const absl::StatusOr<Visit> visit = visits_.Admit(request);
  if (visit.ok() && backend_.authorizer != nullptr) {
    const http::QueryParams query = http::ParseQuery(request.query);
    const auto outcome = co_await flow_.Authorized(
        visit->session, {Parameter(query, "state"), Parameter(query, "code"),
                         Parameter(query, "error")});
    outcome.status().IgnoreError();
  }
  co_return SeeOther("/connect");
}

}  // namespace hirewire::edge
