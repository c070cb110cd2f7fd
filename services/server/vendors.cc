#include "services/server/vendors.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "base/http/curl_options.h"
#include "base/http/curl_transport.h"
#include "base/http/transport.h"
#include "base/status/macros.h"
#include "connectors/catalog/catalog.h"
#include "connectors/catalog/connector_directory.h"
#include "connectors/engine/accounts.h"
#include "connectors/engine/manifests.h"
#include "connectors/engine/page_tokens.h"
#include "services/server/attempt_log.h"

namespace hirewire::server {

namespace {

// What the accounts of all shards share.
struct Shared {
  explicit Shared(const Surroundings& s)
      : page_tokens(s.keyring, s.clock), attempt_log(s.logger) {}

  engine::Manifests manifests;
  engine::PageTokens page_tokens;
  AttemptLog attempt_log;
};

std::unique_ptr<connectors::Accounts> MakeAccounts(const Surroundings& s,
                                                   size_t shard, Shared& shared,
                                                   http::Transport& transport) {
  engine::AccountsParts parts;
  parts.manifests = &shared.manifests;
  parts.registry = &s.registry;
  parts.page_tokens = &shared.page_tokens;
  parts.transport = &transport;
  parts.clock = &s.clock;
  parts.random = &s.random;
  parts.observer = &shared.attempt_log;
  parts.allow_loopback = s.config.allow_loopback_vendors;
  return std::make_unique<engine::VendorAccounts>(parts, s.shards.At(shard));
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
  vendors.foundation.push_back(shared);
  for (size_t shard = 0; shard < s.shards.size(); ++shard) {
    http::CurlOptions options;
    options.allow_plain_http = s.config.allow_loopback_vendors;
    auto transport = std::make_shared<http::CurlTransport>(s.shards.At(shard),
                                                           s.clock, options);
    vendors.accounts.push_back(MakeAccounts(s, shard, *shared, *transport));
    vendors.foundation.push_back(std::move(transport));
  }
  return vendors;
}

}  // namespace hirewire::server
