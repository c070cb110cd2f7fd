#include "services/server/vendors.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "auth/token/credential_sources.h"
#include "auth/token/local_sources.h"
#include "auth/token/token_refresh.h"
#include "base/async/spawn.h"
#include "base/http/curl_options.h"
#include "base/http/curl_transport.h"
#include "base/http/transport.h"
#include "base/status/macros.h"
#include "connectors/api/drift_report.h"
#include "connectors/catalog/catalog.h"
#include "connectors/catalog/connector_directory.h"
#include "connectors/catalog/live_manifests.h"
#include "connectors/catalog/manifest_folder.h"
#include "connectors/engine/accounts.h"
#include "connectors/engine/manifests.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/schema_drift.h"
#include "services/server/attempt_log.h"
#include "services/server/drift_log.h"
#include "services/token/remote_sources.h"

namespace hirewire::server {

namespace {

// What the accounts of all shards share.
struct Shared {
  explicit Shared(const Surroundings& s)
      : page_tokens(s.keys, s.clock),
        attempt_log(s.logger),
        drift_log(s.logger),
        drift(s.clock, drift_log) {}

  engine::Manifests manifests;
  engine::PageTokens page_tokens;
  AttemptLog attempt_log;
  DriftLog drift_log;
  engine::SchemaDrift drift;
};

std::unique_ptr<connectors::Accounts> MakeAccounts(
    const Surroundings& s, size_t shard, Shared& shared,
    auth::CredentialSources& sources, http::Transport& transport) {
  engine::AccountsParts parts;
  parts.manifests = &shared.manifests;
  parts.sources = &sources;
  parts.page_tokens = &shared.page_tokens;
  parts.transport = &transport;
  parts.clock = &s.clock;
  parts.random = &s.random;
  parts.observer = &shared.attempt_log;
  parts.drift = &shared.drift;
  parts.allow_loopback = s.config.allow_loopback_vendors;
  return std::make_unique<engine::VendorAccounts>(parts, s.shards.At(shard));
}

// Made here, or asked of the process that holds the keys.
std::shared_ptr<auth::CredentialSources> MakeSources(
    const Surroundings& s, size_t shard, http::Transport& transport) {
  if (s.token_client != nullptr) {
    return std::make_shared<token_service::RemoteSources>(
        *s.token_client, s.shards.At(shard), s.clock, s.random);
  }
  return std::make_shared<auth::LocalSources>(
      s.registry, s.shards.At(shard),
      auth::RefreshParts{.table = s.tokens,
                         .apps = s.apps,
                         .transport = transport,
                         .clock = s.clock,
                         .random = s.random});
}

// What the operator says about vendors, now and while the server runs.
absl::Status ReadManifestDir(const Surroundings& s, Shared& shared,
                             Vendors& vendors) {
  if (s.config.manifest_dir.empty()) return absl::OkStatus();
  auto folder = std::make_shared<connectors::ManifestFolder>(
      s.config.manifest_dir, shared.manifests, s.logger);
  HW_RETURN_IF_ERROR(folder->Load());
  vendors.background.push_back(
      Spawn(s.shards.At(0), folder->Watch(s.clock), [folder](absl::Status) {}));
  return absl::OkStatus();
}

// What was applied through the API.
absl::Status RestoreManifests(const Surroundings& s, Shared& shared,
                              Vendors& vendors) {
  auto live = std::make_unique<connectors::LiveManifests>(
      shared.manifests, s.store, s.clock, s.logger);
  HW_RETURN_IF_ERROR(live->Restore(s.registry));
  vendors.manifests = std::move(live);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Vendors> MakeVendors(const Surroundings& s) {
  Vendors vendors;
  auto shared = std::make_shared<Shared>(s);
  for (const connectors::VendorSource& vendor : connectors::BuiltInVendors()) {
    HW_RETURN_IF_ERROR(shared->manifests.Set(
        vendor.name, engine::Layer::kBuiltIn,
        engine::ManifestText{std::string(vendor.manifest), vendor.file}));
  }
  vendors.directory =
      std::make_unique<connectors::ConnectorDirectory>(shared->manifests);
  vendors.drift =
      std::shared_ptr<const connectors::DriftReport>(shared, &shared->drift);
  vendors.foundation.push_back(shared);
  HW_RETURN_IF_ERROR(ReadManifestDir(s, *shared, vendors));
  HW_RETURN_IF_ERROR(RestoreManifests(s, *shared, vendors));
  for (size_t shard = 0; shard < s.shards.size(); ++shard) {
    http::CurlOptions options;
    options.allow_plain_http = s.config.allow_loopback_vendors;
    auto transport = std::make_shared<http::CurlTransport>(s.shards.At(shard),
                                                           s.clock, options);
    auto sources = MakeSources(s, shard, *transport);
    vendors.accounts.push_back(
        MakeAccounts(s, shard, *shared, *sources, *transport));
    vendors.sources.push_back(sources.get());
    vendors.transports.push_back(transport.get());
    vendors.foundation.push_back(std::move(sources));
    vendors.foundation.push_back(std::move(transport));
  }
  return vendors;
}

}  // namespace hirewire::server
