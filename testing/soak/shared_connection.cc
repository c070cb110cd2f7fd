#include "testing/soak/shared_connection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_table.h"
#include "base/crypto/keyring.h"
#include "base/status/macros.h"
#include "base/store/postgres_store.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"

namespace hirewire::soak {
namespace {

constexpr char kEnvironment[] = "production";

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(
    const std::string& address) {
  if (absl::StartsWith(address, "postgresql://")) {
    HW_ASSIGN_OR_RETURN(auto postgres, store::PostgresStore::Open(address));
    return std::unique_ptr<store::Store>(std::move(postgres));
  }
  HW_ASSIGN_OR_RETURN(auto sqlite, store::SqliteStore::Open(address));
  return std::unique_ptr<store::Store>(std::move(sqlite));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SharedConnection>> SharedConnection::Open(
    const SharedPlace& place) {
  HW_ASSIGN_OR_RETURN(auto keys, crypto::Keyring::LoadOrCreate(place.keys));
  HW_ASSIGN_OR_RETURN(auto store, OpenStore(place.store));
  return std::unique_ptr<SharedConnection>(
      new SharedConnection(std::move(store), std::move(keys)));
}

SharedConnection::SharedConnection(std::unique_ptr<store::Store> store,
                                   std::unique_ptr<crypto::Keyring> keys)
    : store_(std::move(store)),
      keys_(std::move(keys)),
      vault_(*keys_),
      registry_(*store_, vault_, clock_, random_),
      tokens_(*store_, vault_),
      apps_(*store_, vault_, clock_) {}

absl::Status SharedConnection::Begin(const auth::TokenPair& pair) {
  auth::OAuthApp app;
  app.vendor = kVendor;
  app.environment = kEnvironment;
  app.client_id = "soak-app";
  app.client_secret = auth::Secret("soak-secret");
  HW_RETURN_IF_ERROR(apps_.Set(app).status());
  auth::NewConnection request;
  request.id = kConnection;
  request.vendor = kVendor;
  request.credentials = auth::AuthorizationCode{};
  return registry_
      .Create(kTenant, request,
              [&](store::Transaction& t) {
                return tokens_.PutGrant(t, {kTenant, kConnection}, pair);
              })
      .status();
}

absl::Status SharedConnection::Regrant(const auth::TokenPair& pair) {
  return registry_
      .ReplaceCredentials(kTenant, kConnection, auth::AuthorizationCode{},
                          [&](store::Transaction& t) {
                            return tokens_.PutGrant(t, {kTenant, kConnection},
                                                    pair);
                          })
      .status();
}

absl::StatusOr<auth::Connection> SharedConnection::Now() const {
  return registry_.Get(kTenant, kConnection);
}

absl::StatusOr<int64_t> SharedConnection::Generation() const {
  HW_ASSIGN_OR_RETURN(const std::optional<auth::StoredTokens> tokens,
                      tokens_.Load({kTenant, kConnection}));
  if (!tokens) return absl::NotFoundError("the connection has no tokens");
  return tokens->generation;
}

auth::AuthorizationCodeRecipe SharedConnection::Recipe(
    const std::string& vendor_url) {
  auth::AuthorizationCodeRecipe recipe;
  recipe.environment = kEnvironment;
  recipe.authorize_url = vendor_url + "/authorize";
  recipe.token_url = vendor_url + "/token";
  return recipe;
}

}  // namespace hirewire::soak
