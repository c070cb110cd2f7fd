#include "services/server/compose.h"

#include <optional>
#include <string>
#include <utility>

#include "auth/app/oauth_apps.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/random/system_random.h"
#include "base/status/macros.h"
#include "services/accounts/account_opener.h"
#include "services/catalog/catalog_service.h"
#include "services/connectors/connector_service.h"
#include "services/rpc/host.h"
#include "services/server/auth_part.h"
#include "services/server/call_log.h"
#include "services/server/grpc_server.h"
#include "services/server/inbound.h"
#include "services/server/served_parts.h"
#include "services/server/server_data.h"
#include "services/server/tls.h"
#include "services/token/token_client.h"

namespace hirewire::server {

namespace {

std::vector<connectors::Accounts*> PointersTo(
    const std::vector<std::unique_ptr<connectors::Accounts>>& accounts) {
  std::vector<connectors::Accounts*> pointers;
  for (const auto& one : accounts) pointers.push_back(one.get());
  return pointers;
}

TlsFiles TlsOf(const Config& config) {
  return {.certificate = config.tls_cert,
          .key = config.tls_key,
          .client_authorities = config.tls_client_ca};
}

// Null in a process that holds the keys itself.
absl::StatusOr<std::unique_ptr<token_service::TokenClient>> FindTokenService(
    const Config& config, const Clock& clock) {
  if (config.token_service.empty()) {
    return std::unique_ptr<token_service::TokenClient>();
  }
  return token_service::TokenClient::Connect(
      {.server = config.token_service,
       .ca_file = config.token_service_ca,
       .certificate_file = config.token_service_cert,
       .key_file = config.token_service_key},
      clock);
}

// Every part may refer to those above it: they are made before it and go after
// it.
class Composition : public RunningServer {
 public:
  Composition(const Config& config, const ServedParts& parts, Clock& clock,
              log::Logger& logger, ServerData data)
      : config_(config),
        served_(parts),
        clock_(clock),
        logger_(logger),
        data_(std::move(data)),
        shards_(config.shards) {
    host_.default_deadline = config.default_deadline;
    host_.max_reply_bytes = config.max_reply_bytes;
  }

  ~Composition() override { Stop(); }

  absl::Status Start(const VendorsMaker& make_vendors) {
    HW_RETURN_IF_ERROR(inbound_.Start());
    HW_ASSIGN_OR_RETURN(token_client_, FindTokenService(config_, clock_));
    HW_ASSIGN_OR_RETURN(
        vendors_, make_vendors({config_, clock_, random_, logger_, shards_,
                                registry_, tokens_, apps_, *data_.store,
                                data_.page_aead(), token_client_.get()}));
    opener_.emplace(registry_, shards_, PointersTo(vendors_.accounts));
    if (served_.auth) HW_RETURN_IF_ERROR(StartAuth());
    catalog_.emplace(*opener_);
    connectors_.emplace(*vendors_.directory, *vendors_.manifests, registry_,
                        *opener_, *vendors_.drift);
    HW_ASSIGN_OR_RETURN(server_, GrpcServer::Start({.listen = config_.listen,
                                                    .tls = TlsOf(config_)},
                                                   Services(), host_));
    return absl::OkStatus();
  }

  int port() const override { return server_->port(); }

  std::string edge_url() const override {
    return auth_ ? auth_->edge_url() : "";
  }

  // First the callers, then the threads that serve them; nothing runs when the
  // parts go.
  bool Stop() override {
    bool all_ended = server_ == nullptr || server_->Drain(config_.drain);
    if (auth_ && !auth_->Stop(config_.drain)) all_ended = false;
    for (const CancelHandle& task : vendors_.background) task.Cancel();
    inbound_.Stop();
    // What calls left behind, such as the renewal of a token.
    shards_.Stop(absl::Seconds(1));
    return all_ended;
  }

 private:
  absl::Status StartAuth() {
    auth_.emplace(AuthPart::Parts{.config = config_,
                                  .clock = clock_,
                                  .random = random_,
                                  .logger = logger_,
                                  .shards = shards_,
                                  .store = *data_.store,
                                  .keys = *data_.master_keys,
                                  .vault = vault_,
                                  .registry = registry_,
                                  .tokens = tokens_,
                                  .apps = apps_,
                                  .callers = inbound_.callers(),
                                  .opener = *opener_,
                                  .vendors = vendors_});
    return auth_->Start();
  }

  std::vector<rpc::Service*> Services() {
    std::vector<rpc::Service*> services;
    if (served_.catalog) services.push_back(&*catalog_);
    if (auth_) auth_->AddTo(services);
    if (served_.connectors) services.push_back(&*connectors_);
    return services;
  }

  const Config config_;
  const ServedParts served_;
  Clock& clock_;
  log::Logger& logger_;
  SystemRandom random_;
  const ServerData data_;
  const auth::Vault vault_{data_.aead()};
  auth::ConnectionRegistry registry_{*data_.store, vault_, clock_, random_};
  auth::TokenTable tokens_{*data_.store, vault_};
  auth::OAuthApps apps_{*data_.store, vault_, clock_};
  Shards shards_;
  Inbound inbound_{config_, *data_.store, clock_, shards_, logger_};
  std::unique_ptr<token_service::TokenClient> token_client_;
  Vendors vendors_;
  std::optional<accounts::AccountOpener> opener_;
  std::optional<AuthPart> auth_;
  std::optional<catalog::CatalogService> catalog_;
  std::optional<connector_service::ConnectorService> connectors_;
  CallLog call_log_{logger_};
  rpc::Host host_{clock_, random_, shards_, call_log_,
                  inbound_.authenticator()};
  std::unique_ptr<GrpcServer> server_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RunningServer>> Compose(
    const Config& config, Clock& clock, log::Logger& logger,
    const VendorsMaker& make_vendors) {
  HW_ASSIGN_OR_RETURN(const ServedParts parts, ReadServedParts(config));
  HW_ASSIGN_OR_RETURN(ServerData data, OpenServerData(config, parts, clock));
  auto server = std::make_unique<Composition>(config, parts, clock, logger,
                                              std::move(data));
  HW_RETURN_IF_ERROR(server->Start(make_vendors));
  return server;
}

}  // namespace hirewire::server
