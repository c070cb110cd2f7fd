#include "services/edge/session_authorizer.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "auth/secret/secret.h"
#include "base/status/macros.h"

namespace hirewire::edge {

SessionAuthorizer::SessionAuthorizer(auth::Authorizations& authorizations,
                                     const auth::OAuthApps& apps,
                                     const Shards& shards,
                                     std::vector<http::Transport*> transports)
    : authorizations_(authorizations),
      apps_(apps),
      shards_(shards),
      transports_(std::move(transports)) {}

bool SessionAuthorizer::Offers(absl::string_view tenant,
                               absl::string_view vendor) {
  const auto apps = apps_.List(tenant);
  return apps.ok() && absl::c_any_of(*apps, [&](const auth::OAuthApp& app) {
           return app.vendor == vendor;
         });
}

absl::StatusOr<std::string> SessionAuthorizer::Begin(
    const auth::ConnectSession& session, const Wish& wish) {
  auth::BeginRequest request;
  request.connection_id = session.connection;
  request.vendor = wish.vendor;
  request.environment = wish.environment;
  request.display_name = session.display_name;
  request.labels = session.labels;
  request.settings = wish.settings;
  request.redirect_uri = wish.redirect_uri;
  request.session = session.id;
  const auto base_url = session.base_urls.find(wish.vendor);
  if (base_url != session.base_urls.end()) request.base_url = base_url->second;
  HW_ASSIGN_OR_RETURN(auth::Begun begun,
                      authorizations_.Begin(session.tenant, request));
  return std::move(begun.authorize_url);
}

Async<auth::Connection> SessionAuthorizer::Complete(
    const auth::ConnectSession& session, Answer answer) {
  auth::AuthorizationAnswer given;
  given.state = std::move(answer.state);
  given.code = auth::Secret(std::move(answer.code));
  given.error = std::move(answer.error);
  given.session = session.id;
  return authorizations_.Complete(
      session.tenant, std::move(given),
      *transports_[shards_.IndexOf(session.connection)]);
}

}  // namespace hirewire::edge
