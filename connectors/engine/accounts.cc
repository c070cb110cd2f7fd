#include "connectors/engine/accounts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "base/status/macros.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/engine/vendor_account.h"
#include "connectors/engine/vendor_session.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/make_limiter.h"

namespace hirewire::engine {

namespace {

// Only a manifest that replaces another one whole can change them.
bool SameBudgets(const ManifestPtr& a, const CompiledManifest& b) {
  const auto& of_b = b.spec().budgets();
  return a != nullptr &&
         std::equal(
             a->spec().budgets().begin(), a->spec().budgets().end(),
             of_b.begin(), of_b.end(), [](const auto& one, const auto& other) {
               return one.SerializeAsString() == other.SerializeAsString();
             });
}

}  // namespace

using AccountPtr = std::shared_ptr<connectors::Account>;

absl::StatusOr<AccountPtr> VendorAccounts::For(
    const auth::Connection& connection) {
  Slot& slot = slots_[absl::StrCat(connection.tenant, "/", connection.id)];
  HW_ASSIGN_OR_RETURN(ManifestPtr manifest, parts_.manifests->For(connection));
  const bool current = slot.account != nullptr && slot.manifest == manifest &&
                       slot.generation == connection.generation;
  if (!current) {
    if (!SameBudgets(slot.manifest, *manifest)) slot.limiter = nullptr;
    HW_ASSIGN_OR_RETURN(
        slot.account, Open(connection, manifest, slot, [&](const auto& recipe) {
          return parts_.sources->For(connection, recipe);
        }));
    slot.manifest = std::move(manifest);
    slot.generation = connection.generation;
  }
  return slot.account;
}

absl::StatusOr<AccountPtr> VendorAccounts::Trial(
    const auth::Connection& connection, const auth::Credentials& credentials) {
  HW_ASSIGN_OR_RETURN(ManifestPtr manifest, parts_.manifests->For(connection));
  Slot slot;
  return Open(connection, std::move(manifest), slot, [&](const auto& recipe) {
    return parts_.sources->Trial(connection, credentials, recipe);
  });
}

absl::StatusOr<AccountPtr> VendorAccounts::Open(
    const auth::Connection& connection, ManifestPtr manifest, Slot& slot,
    const SourceMaker& make_source) {
  HW_ASSIGN_OR_RETURN(
      const Endpoints endpoints,
      FindEndpoints(manifest->spec(), connection, parts_.allow_loopback));
  HW_ASSIGN_OR_RETURN(http::Url base, http::Url::Parse(endpoints.base_url));
  HW_ASSIGN_OR_RETURN(const auth::GrantRecipe recipe,
                      MakeRecipe(manifest->spec(), connection, endpoints));
  HW_ASSIGN_OR_RETURN(std::shared_ptr<auth::CredentialSource> source,
                      make_source(recipe));
  if (slot.limiter == nullptr) {
    HW_ASSIGN_OR_RETURN(
        slot.limiter,
        traffic::MakeLimiter(*parts_.clock, manifest->spec().budgets()));
  }
  HW_ASSIGN_OR_RETURN(std::unique_ptr<traffic::Channel> channel,
                      traffic::BuildChannel({.vendor = connection.vendor,
                                             .connection = connection.id,
                                             .base_url = endpoints.base_url,
                                             .credentials = std::move(source),
                                             .limiter = slot.limiter,
                                             .transport = parts_.transport,
                                             .clock = parts_.clock,
                                             .random = parts_.random,
                                             .observer = parts_.observer}));
  return std::make_shared<VendorAccount>(std::make_shared<VendorSession>(
      std::move(manifest), connection.id, std::move(base), std::move(channel),
      executor_, *parts_.clock, *parts_.page_tokens, parts_.drift,
      connection.tenant));
}

}  // namespace hirewire::engine
