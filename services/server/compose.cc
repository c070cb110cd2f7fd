#include "services/server/compose.h"

#include <optional>
#include <utility>

#include "auth/vault/vault.h"
#include "base/random/system_random.h"
#include "base/status/macros.h"
#include "services/accounts/account_opener.h"
#include "services/auth/auth_service.h"
#include "services/catalog/catalog_service.h"
#include "services/connectors/connector_service.h"
#include "services/rpc/host.h"
#include "services/server/call_log.h"
#include "services/server/data_dir.h"
#include "services/server/grpc_server.h"

namespace hirewire::server {

namespace {

std::vector<connectors::Accounts*> PointersTo(
    const std::vector<std::unique_ptr<connectors::Accounts>>& accounts) {
  std::vector<connectors::Accounts*> pointers;
  for (const auto& one : accounts) pointers.push_back(one.get());
  return pointers;
}

// Every part may refer to those above it: they are made before it and go after
// it.
class Composition : public RunningServer {
 public:
  Composition(const Config& config, Clock& clock, log::Logger& logger,
              Kept kept)
      : config_(config),
        clock_(clock),
        logger_(logger),
        kept_(std::move(kept)),
        shards_(config.shards) {
    host_.default_deadline = config.default_deadline;
    host_.max_reply_bytes = config.max_reply_bytes;
  }

  ~Composition() override { Stop(); }

  absl::Status Start(const VendorsMaker& make_vendors) {
    HW_ASSIGN_OR_RETURN(
        vendors_,
        make_vendors({config_, clock_, random_, logger_, shards_, registry_,
                      tokens_, apps_, *kept_.store, *kept_.keyring}));
    const connectors::Directory& directory = *vendors_.directory;
    opener_.emplace(registry_, shards_, PointersTo(vendors_.accounts));
    catalog_.emplace(*opener_);
    auth_.emplace(
        registry_, directory, *opener_, *kept_.keyring, clock_,
        auth_service::AuthServiceOptions{.allow_loopback_vendors =
                                             config_.allow_loopback_vendors});
    connectors_.emplace(directory, *vendors_.manifests, registry_, *opener_,
                        *vendors_.drift);
    HW_ASSIGN_OR_RETURN(
        server_,
        GrpcServer::Start({.listen = config_.listen},
                          {&*catalog_, &*auth_, &*connectors_}, host_));
    return absl::OkStatus();
  }

  int port() const override { return server_->port(); }

  // First the callers, then the threads that serve them; nothing runs when the
  // parts go.
  bool Stop() override {
    const bool all_ended = server_ == nullptr || server_->Drain(config_.drain);
    for (const CancelHandle& task : vendors_.background) task.Cancel();
    // What calls left behind, such as the renewal of a token.
    shards_.Stop(absl::Seconds(1));
    return all_ended;
  }

 private:
  const Config config_;
  Clock& clock_;
  log::Logger& logger_;
  SystemRandom random_;
  const Kept kept_;
  const auth::Vault vault_{*kept_.keyring};
  auth::ConnectionRegistry registry_{*kept_.store, vault_, clock_, random_};
  auth::TokenTable tokens_{*kept_.store, vault_};
  auth::OAuthApps apps_{*kept_.store, vault_, clock_};
  Shards shards_;
  Vendors vendors_;
  std::optional<accounts::AccountOpener> opener_;
  std::optional<catalog::CatalogService> catalog_;
  std::optional<auth_service::AuthService> auth_;
  std::optional<connector_service::ConnectorService> connectors_;
  CallLog call_log_{logger_};
  rpc::Host host_{clock_, random_, shards_, call_log_};
  std::unique_ptr<GrpcServer> server_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RunningServer>> Compose(
    const Config& config, Clock& clock, log::Logger& logger,
    const VendorsMaker& make_vendors) {
  HW_ASSIGN_OR_RETURN(Kept kept, OpenDataDir(config.data_dir, config.database));
  auto server =
      std::make_unique<Composition>(config, clock, logger, std::move(kept));
  HW_RETURN_IF_ERROR(server->Start(make_vendors));
  return server;
}

}  // namespace hirewire::server
