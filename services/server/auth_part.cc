#include "services/server/auth_part.h"

#include <string>
#include <utility>

#include "auth/token/token_refresh.h"
#include "base/status/macros.h"

namespace hirewire::server {

AuthPart::AuthPart(const Parts& parts)
    : parts_(parts),
      allow_loopback_(parts.config.allow_loopback_vendors),
      pending_(parts.store, parts.vault),
      sessions_(parts.store, parts.clock),
      transfer_(parts.store, parts.vault, parts.clock),
      auth_(
          parts.registry, *parts.vendors.directory, parts.opener, parts.keys,
          parts.clock,
          {.allow_loopback_vendors = allow_loopback_, .tokens = &parts.tokens}),
      changes_(parts.registry, *parts.vendors.directory, parts.opener,
               {.allow_loopback_vendors = allow_loopback_}),
      transfers_(transfer_, *parts.vendors.directory, parts.clock,
                 {.allow_loopback_vendors = allow_loopback_}),
      watch_(parts.registry, parts.keys, parts.clock, parts.random),
      caller_methods_(parts.callers, parts.keys),
      key_methods_(parts.store, parts.keys, parts.clock),
      token_service_({.registry = parts.registry,
                      .directory = *parts.vendors.directory,
                      .shards = parts.shards,
                      .sources = parts.vendors.sources,
                      .clock = parts.clock,
                      .allow_loopback = allow_loopback_}) {
  changes_.AddTo(auth_);
  transfers_.AddTo(auth_);
  watch_.AddTo(auth_);
  caller_methods_.AddTo(admin_);
  key_methods_.AddTo(admin_);
}

absl::Status AuthPart::Start() {
  HW_RETURN_IF_ERROR(ListenToBrowsers());
  authorizations_.emplace(auth::AuthorizationParts{
      .registry = parts_.registry,
      .tokens = parts_.tokens,
      .apps = parts_.apps,
      .pending = pending_,
      .clock = parts_.clock,
      .recipe_of =
          [this](const auto& connection) { return RecipeOf(connection); },
      .callback_url = edge_ == nullptr ? "" : edge_->callback_url()});
  authorization_methods_.emplace(auth_service::AuthorizationMethods::Parts{
      .authorizations = *authorizations_,
      .apps = parts_.apps,
      .directory = *parts_.vendors.directory,
      .shards = parts_.shards,
      .transports = parts_.vendors.transports,
      .allow_loopback = allow_loopback_});
  authorization_methods_->AddTo(auth_);
  session_methods_.emplace(
      sessions_, parts_.registry, *parts_.vendors.directory,
      auth_service::SessionMethodsOptions{
          .edge_url = edge_url(), .allow_loopback_vendors = allow_loopback_});
  session_methods_->AddTo(auth_);
  ServeBrowsers();
  KeepGrantsAlive();
  return absl::OkStatus();
}

absl::Status AuthPart::ListenToBrowsers() {
  const Config& config = parts_.config;
  if (config.edge_listen.empty()) return absl::OkStatus();
  edge::EdgeOptions options;
  options.url = config.edge_url;
  options.http.listen = config.edge_listen;
  options.http.tls_cert = config.tls_cert;
  options.http.tls_key = config.tls_key;
  HW_ASSIGN_OR_RETURN(edge_,
                      edge::Edge::Listen(options, parts_.clock, parts_.logger));
  return absl::OkStatus();
}

void AuthPart::ServeBrowsers() {
  if (edge_ == nullptr) return;
  std::vector<connectors::Accounts*> accounts;
  for (const auto& one : parts_.vendors.accounts) accounts.push_back(one.get());
  authorizer_.emplace(*authorizations_, parts_.apps, parts_.shards,
                      parts_.vendors.transports);
  edge_->Serve({.sessions = sessions_,
                .registry = parts_.registry,
                .directory = *parts_.vendors.directory,
                .accounts = std::move(accounts),
                .shards = parts_.shards,
                .clock = parts_.clock,
                .authorizer = &*authorizer_,
                .allow_loopback_vendors = allow_loopback_});
  parts_.logger.Info("edge.ready",
                     {{"port", edge_->port()}, {"url", edge_->url()}});
}

absl::StatusOr<auth::GrantRecipe> AuthPart::RecipeOf(
    const auth::Connection& connection) const {
  return parts_.vendors.directory->GetRecipe(connection, allow_loopback_);
}

void AuthPart::KeepGrantsAlive() {
  // Vendors that are not reached over HTTP have no grants.
  if (parts_.vendors.transports.empty()) return;
  keep_alive_.emplace(
      auth::RefreshParts{.table = parts_.tokens,
                         .apps = parts_.apps,
                         .transport = *parts_.vendors.transports[0],
                         .clock = parts_.clock,
                         .random = parts_.random},
      parts_.store,
      [this](const auto& connection) { return RecipeOf(connection); });
  keeping_alive_ =
      Spawn(parts_.shards.At(0), keep_alive_->Run(), [](absl::Status) {});
}

void AuthPart::AddTo(std::vector<rpc::Service*>& served) {
  served.push_back(&auth_);
  served.push_back(&admin_);
  if (!parts_.config.token_callers.empty()) served.push_back(&token_service_);
}

std::string AuthPart::edge_url() const {
  return edge_ == nullptr ? "" : edge_->url();
}

bool AuthPart::Stop(absl::Duration grace) {
  keeping_alive_.Cancel();
  return edge_ == nullptr || edge_->Stop(grace);
}

}  // namespace hirewire::server
