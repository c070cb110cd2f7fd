#include "services/server/inbound.h"

#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "auth/inbound/first_admin.h"
#include "auth/inbound/jwks.h"
#include "base/http/curl_options.h"
#include "base/http/curl_transport.h"
#include "base/status/macros.h"

namespace hirewire::server {

namespace {

constexpr char kAdminKey[] = "admin-key";

bool IsUrl(const std::string& jwks) {
  return absl::StartsWith(jwks, "https://");
}

std::set<std::string> NamesIn(const std::string& list) {
  const std::vector<std::string> names =
      absl::StrSplit(list, absl::ByAnyChar(", "), absl::SkipEmpty());
  return {names.begin(), names.end()};
}

// On the first shard: nothing of it depends on a connection.
std::unique_ptr<http::Transport> TransportFor(const Config& config,
                                              Shards& shards, Clock& clock) {
  if (!IsUrl(config.jwt_jwks)) return nullptr;
  http::CurlOptions options;
  options.max_body_bytes = auth::Jwks::kMostBytes;
  return std::make_unique<http::CurlTransport>(shards.At(0), clock, options);
}

}  // namespace

Inbound::Inbound(const Config& config, store::Store& store, Clock& clock,
                 Shards& shards, log::Logger& logger)
    : config_(config),
      clock_(clock),
      shards_(shards),
      logger_(logger),
      callers_(store, clock),
      transport_(TransportFor(config, shards, clock)) {
  if (config.auth != kAuthRequired) {
    authenticator_ = std::make_unique<auth::OpenAuthenticator>();
    return;
  }
  if (!config.jwt_issuer.empty()) {
    jwks_.emplace(transport_ == nullptr
                      ? auth::JwksFromFile(config.jwt_jwks)
                      : auth::JwksFromUrl(*transport_, clock, config.jwt_jwks),
                  clock, shards.At(0), logger);
    jwt_.emplace(auth::JwtOptions{.issuer = config.jwt_issuer,
                                  .audience = config.jwt_audience,
                                  .tenant_claim = config.jwt_tenant_claim,
                                  .roles_claim = config.jwt_roles_claim},
                 *jwks_, clock);
  }
  authenticator_ = std::make_unique<auth::CallerAuthenticator>(
      callers_, jwt_ ? &*jwt_ : nullptr, NamesIn(config.token_callers));
}

absl::Status Inbound::Start() {
  if (config_.auth != kAuthRequired) return absl::OkStatus();
  HW_RETURN_IF_ERROR(MakeAdmin());
  return jwks_ ? StartJwks() : absl::OkStatus();
}

void Inbound::Stop() { watch_.Cancel(); }

absl::Status Inbound::MakeAdmin() {
  if (config_.data_dir == kInMemory) {
    if (jwks_) return absl::OkStatus();
    return absl::FailedPreconditionError(
        "auth is \"required\" and data_dir \":memory:\" keeps no key of an "
        "admin: nobody could ever call; name a folder, or a jwt_issuer");
  }
  const std::string path =
      (std::filesystem::path(config_.data_dir) / kAdminKey).string();
  HW_ASSIGN_OR_RETURN(const bool made, auth::MakeFirstAdmin(callers_, path));
  if (made) {
    logger_.Warning(
        "server.first_admin",
        {{"caller", "admin"},
         {"key_file", path},
         {"meaning",
          "nobody may call yet but this admin, whose key is in the file: make "
          "callers with it, then delete the file"}});
  }
  return absl::OkStatus();
}

absl::Status Inbound::StartJwks() {
  absl::Notification loaded;
  absl::Status status;
  // Ends by itself: a fetch has a deadline.
  Spawn(shards_.At(0), jwks_->Load(), [&](absl::Status result) {
    status = std::move(result);
    loaded.Notify();
  });
  loaded.WaitForNotification();
  if (!status.ok() && transport_ == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("jwt_jwks: ", status.message()));
  }
  watch_ = Spawn(shards_.At(0), jwks_->Watch(), [](absl::Status) {});
  return absl::OkStatus();
}

}  // namespace hirewire::server
