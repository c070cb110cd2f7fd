// The part of a server that holds keys and credentials: AuthService,
// AdminService and TokenService, the connect page, and what keeps grants alive.
//
//   AuthPart auth(parts);
//   HW_RETURN_IF_ERROR(auth.Start());
//   auth.AddTo(served);
#ifndef HIREWIRE_SERVICES_SERVER_AUTH_PART_H_
#define HIREWIRE_SERVICES_SERVER_AUTH_PART_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/registry.h"
#include "auth/inbound/caller_registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/session/connect_sessions.h"
#include "auth/token/keep_alive.h"
#include "auth/token/token_table.h"
#include "auth/transfer/transfer.h"
#include "auth/vault/vault.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/crypto/master_keys.h"
#include "base/log/logger.h"
#include "base/random/random.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "services/accounts/account_opener.h"
#include "services/admin/caller_methods.h"
#include "services/admin/key_methods.h"
#include "services/auth/auth_service.h"
#include "services/auth/authorization_methods.h"
#include "services/auth/change_methods.h"
#include "services/auth/session_methods.h"
#include "services/auth/transfer_methods.h"
#include "services/auth/watch_methods.h"
#include "services/edge/edge.h"
#include "services/edge/session_authorizer.h"
#include "services/rpc/service.h"
#include "services/rpc/typed_service.h"
#include "services/server/config.h"
#include "services/server/surroundings.h"
#include "services/token/token_service.h"

namespace hirewire::server {

class AuthPart {
 public:
  // All of it outlives the part.
  struct Parts {
    const Config& config;
    Clock& clock;
    Random& random;
    log::Logger& logger;
    Shards& shards;
    store::Store& store;
    crypto::MasterKeys& keys;
    const auth::Vault& vault;
    auth::ConnectionRegistry& registry;
    const auth::TokenTable& tokens;
    auth::OAuthApps& apps;
    auth::CallerRegistry& callers;
    accounts::AccountOpener& opener;
    Vendors& vendors;
  };

  explicit AuthPart(const Parts& parts);

  // Listens for browsers, where that is asked for.
  absl::Status Start();

  void AddTo(std::vector<rpc::Service*>& served);

  // "" where there is no page.
  std::string edge_url() const;

  // Before the shards stop. True where no visit had to be cut short.
  bool Stop(absl::Duration grace);

 private:
  absl::Status ListenToBrowsers();
  void ServeBrowsers();
  void KeepGrantsAlive();
  absl::StatusOr<auth::GrantRecipe> RecipeOf(
      const auth::Connection& connection) const;

  const Parts parts_;
  const bool allow_loopback_;
  auth::AuthorizationTable pending_;
  auth::ConnectSessions sessions_;
  auth::ConnectionTransfer transfer_;
  auth_service::AuthService auth_;
  auth_service::ChangeMethods changes_;
  auth_service::TransferMethods transfers_;
  auth_service::WatchMethods watch_;
  std::optional<auth::Authorizations> authorizations_;
  std::optional<auth_service::AuthorizationMethods> authorization_methods_;
  std::optional<auth_service::SessionMethods> session_methods_;
  rpc::TypedService admin_{"hirewire.v1.AdminService"};
  admin::CallerMethods caller_methods_;
  admin_service::KeyMethods key_methods_;
  token_service::TokenService token_service_;
  std::optional<auth::KeepAlive> keep_alive_;
  CancelHandle keeping_alive_;
  std::optional<edge::SessionAuthorizer> authorizer_;
  std::unique_ptr<edge::Edge> edge_;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_AUTH_PART_H_
