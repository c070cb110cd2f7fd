// What a server makes its vendors of, and what it gets: all that services see
// of the connectors.
#ifndef HIREWIRE_SERVICES_SERVER_SURROUNDINGS_H_
#define HIREWIRE_SERVICES_SERVER_SURROUNDINGS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/registry.h"
#include "auth/token/credential_sources.h"
#include "auth/token/token_table.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/crypto/aead.h"
#include "base/http/transport.h"
#include "base/log/logger.h"
#include "base/random/random.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "connectors/api/account.h"
#include "connectors/api/directory.h"
#include "connectors/api/drift_report.h"
#include "connectors/api/manifest_editor.h"
#include "services/server/config.h"
#include "services/token/token_client.h"

namespace hirewire::server {

// What vendors are made of. All of it outlives them.
struct Surroundings {
  const Config& config;
  Clock& clock;
  Random& random;
  log::Logger& logger;
  Shards& shards;
  auth::ConnectionRegistry& registry;
  const auth::TokenTable& tokens;
  const auth::OAuthApps& apps;
  store::Store& store;
  // Seals page tokens.
  const crypto::Aead& keys;
  // Null in a process that holds the keys.
  token_service::TokenClient* token_client = nullptr;
};

// The vendors of a server: all that services see of the connectors.
struct Vendors {
  // What `accounts` stand on, e.g. transports; destroyed after them.
  std::vector<std::shared_ptr<void>> foundation;
  std::unique_ptr<connectors::Directory> directory;
  std::unique_ptr<connectors::ManifestEditor> manifests;
  std::shared_ptr<const connectors::DriftReport> drift;
  // One for each shard, used on that shard only.
  std::vector<std::unique_ptr<connectors::Accounts>> accounts;
  std::vector<auth::CredentialSources*> sources;
  std::vector<http::Transport*> transports;
  // Work that goes on by itself, until the server stops.
  std::vector<CancelHandle> background;
};

using VendorsMaker =
    std::function<absl::StatusOr<Vendors>(const Surroundings&)>;

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_SURROUNDINGS_H_
