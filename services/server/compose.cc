#include "services/server/compose.h"

#include <optional>
#include <string>
#include <utility>

#include "auth/app/oauth_apps.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/token/keep_alive.h"
#include "auth/token/token_refresh.h"
#include "auth/token/token_table.h"
#include "auth/inbound/authenticator.h"
#include "auth/transfer/transfer.h"
#include "auth/session/connect_sessions.h"
#include "auth/vault/vault.h"
#include "base/async/spawn.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/random/system_random.h"
#include "base/status/macros.h"
#include "services/accounts/account_opener.h"
#include "services/admin/caller_methods.h"
#include "services/auth/auth_service.h"
#include "services/auth/authorization_methods.h"
#include "services/admin/key_methods.h"
#include "services/auth/change_methods.h"
#include "services/auth/transfer_methods.h"
#include "services/auth/watch_methods.h"
#include "services/auth/session_methods.h"
#include "services/catalog/catalog_service.h"
#include "services/connectors/connector_service.h"
#include "services/edge/edge.h"
#include "services/rpc/host.h"
#include "services/rpc/typed_service.h"
#include "services/server/call_log.h"
#include "services/server/data_dir.h"
#include "services/server/grpc_server.h"
#include "services/server/keyless_data.h"
#include "services/server/served_parts.h"
#include "services/token/token_client.h"
#include "services/token/token_service.h"
#include "services/server/inbound.h"
#include "services/server/tls.h"
#include "services/server/master_keys.h"

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

// Every part may refer to those above it: they are made before it and go after
// it.
class Composition : public RunningServer {
 public:
  Composition(const Config& config, const ServedParts& parts, Clock& clock,
              log::Logger& logger, Kept kept)
  Composition(const Config& config, Clock& clock, log::Logger& logger,
              Kept kept, std::unique_ptr<crypto::MasterKeys> keys)
      : config_(config),
        parts_(parts),
        clock_(clock),
        logger_(logger),
        kept_(std::move(kept)),
        keys_(std::move(keys)),
        shards_(config.shards) {
    host_.default_deadline = config.default_deadline;
    host_.max_reply_bytes = config.max_reply_bytes;
  }

  ~Composition() override { Stop(); }

  absl::Status Start(const VendorsMaker& make_vendors) {
    if (!parts_.auth) HW_RETURN_IF_ERROR(FindTokenService());
    if (parts_.auth && !config_.page_keys.empty()) {
      HW_ASSIGN_OR_RETURN(page_keys_,
                          crypto::Keyring::LoadOrCreate(config_.page_keys));
    }
    HW_RETURN_IF_ERROR(inbound_.Start());
    HW_ASSIGN_OR_RETURN(
        vendors_,
        make_vendors({config_, clock_, random_, logger_, shards_, registry_,
                      tokens_, apps_, *kept_.store,
                      page_keys_ == nullptr ? *kept_.keyring : *page_keys_,
                      token_client_.get()}));
                      tokens_, apps_, *kept_.store, *keys_}));
    const connectors::Directory& directory = *vendors_.directory;
    caller_methods_.AddTo(admin_);
    opener_.emplace(registry_, shards_, PointersTo(vendors_.accounts));
    catalog_.emplace(*opener_);
    auth_.emplace(
        registry_, directory, *opener_, *keys_, clock_,
        auth_service::AuthServiceOptions{.allow_loopback_vendors =
                                             config_.allow_loopback_vendors});
    const auto recipe_of = [this](const auth::Connection& connection) {
      return vendors_.directory->GetRecipe(connection,
                                           config_.allow_loopback_vendors);
    };
    authorizations_.emplace(auth::AuthorizationParts{.registry = registry_,
                                                     .tokens = tokens_,
                                                     .apps = apps_,
                                                     .pending = pending_,
                                                     .clock = clock_,
                                                     .recipe_of = recipe_of,
                                                     .callback_url = ""});
    authorization_methods_.emplace(auth_service::AuthorizationMethods::Parts{
        .authorizations = *authorizations_,
        .apps = apps_,
        .directory = directory,
        .shards = shards_,
        .transports = vendors_.transports,
        .allow_loopback = config_.allow_loopback_vendors});
    authorization_methods_->AddTo(*auth_);
    if (parts_.auth && !vendors_.transports.empty()) {
      KeepGrantsAlive(recipe_of);
    }
    token_service_.emplace(token_service::TokenService::Parts{
        .registry = registry_,
        .directory = directory,
        .shards = shards_,
        .sources = vendors_.sources,
        .clock = clock_,
        .allow_loopback = config_.allow_loopback_vendors});
    changes_.emplace(
        registry_, directory, *opener_,
        auth_service::ChangeOptions{.allow_loopback_vendors =
                                        config_.allow_loopback_vendors});
    changes_->AddTo(*auth_);
    transfers_.emplace(
        transfer_, directory, clock_,
        auth_service::TransferOptions{.allow_loopback_vendors =
                                          config_.allow_loopback_vendors});
    transfers_->AddTo(*auth_);
    key_methods_.AddTo(admin_);
    watch_.emplace(registry_, *kept_.keyring, clock_, random_);
    watch_->AddTo(*auth_);
    HW_RETURN_IF_ERROR(StartEdge());
    session_methods_.emplace(
        sessions_, registry_, directory,
        auth_service::SessionMethodsOptions{
            .edge_url = edge_url(),
            .allow_loopback_vendors = config_.allow_loopback_vendors});
    session_methods_->AddTo(*auth_);
    connectors_.emplace(directory, *vendors_.manifests, registry_, *opener_,
                        *vendors_.drift);
    HW_ASSIGN_OR_RETURN(
        server_, GrpcServer::Start(
                     {.listen = config_.listen, .tls = TlsOf(config_)},
                     Served(), host_));
                     {.listen = config_.listen},
                     {&*catalog_, &*auth_, &*connectors_, &admin_}, host_));
    return absl::OkStatus();
  }

  int port() const override { return server_->port(); }

  std::string edge_url() const override {
    return edge_ == nullptr ? "" : edge_->url();
  }

  // First the callers, then the threads that serve them; nothing runs when the
  // parts go.
  bool Stop() override {
    bool all_ended = server_ == nullptr || server_->Drain(config_.drain);
    if (edge_ != nullptr && !edge_->Stop(config_.drain)) all_ended = false;
    for (const CancelHandle& task : vendors_.background) task.Cancel();
    inbound_.Stop();
    // What calls left behind, such as the renewal of a token.
    shards_.Stop(absl::Seconds(1));
    return all_ended;
  }

 private:
  std::vector<rpc::Service*> Served() {
    std::vector<rpc::Service*> served;
    if (parts_.catalog) served.push_back(&*catalog_);
    if (parts_.auth) served.push_back(&*auth_);
    if (parts_.auth) served.push_back(&admin_);
    if (parts_.auth && !config_.token_callers.empty()) {
      served.push_back(&*token_service_);
    }
    if (parts_.connectors) served.push_back(&*connectors_);
    return served;
  }

  absl::Status FindTokenService() {
    HW_ASSIGN_OR_RETURN(token_client_,
                        token_service::TokenClient::Connect(
                            {.server = config_.token_service,
                             .ca_file = config_.token_service_ca,
                             .certificate_file = config_.token_service_cert,
                             .key_file = config_.token_service_key},
                            clock_));
    return absl::OkStatus();
  }

  void KeepGrantsAlive(const auth::KeepAlive::RecipeOf& recipe_of) {
    keep_alive_.emplace(auth::RefreshParts{.table = tokens_,
                                           .apps = apps_,
                                           .transport = *vendors_.transports[0],
                                           .clock = clock_,
                                           .random = random_},
                        *kept_.store, recipe_of);
    vendors_.background.push_back(
        Spawn(shards_.At(0), keep_alive_->Run(), [](absl::Status) {}));
  }

  // The connect page, where it is asked for.
  absl::Status StartEdge() {
    if (config_.edge_listen.empty()) return absl::OkStatus();
    const edge::Backend backend{
        .sessions = sessions_,
        .registry = registry_,
        .directory = *vendors_.directory,
        .accounts = PointersTo(vendors_.accounts),
        .shards = shards_,
        .clock = clock_,
        .allow_loopback_vendors = config_.allow_loopback_vendors};
    edge::EdgeOptions options;
    options.url = config_.edge_url;
    options.http.listen = config_.edge_listen;
    options.http.tls_cert = config_.tls_cert;
    options.http.tls_key = config_.tls_key;
    HW_ASSIGN_OR_RETURN(edge_, edge::Edge::Start(options, backend, logger_));
    logger_.Info("edge.ready",
                 {{"port", edge_->port()}, {"url", edge_->url()}});
  }

  const Config config_;
  const ServedParts parts_;
  Clock& clock_;
  log::Logger& logger_;
  SystemRandom random_;
  const Kept kept_;
  // Without auth, the keyring opens page tokens and no credential.
  const auth::Vault vault_{*kept_.keyring};
  // Where page tokens have keys of their own.
  std::unique_ptr<crypto::Keyring> page_keys_;
  std::unique_ptr<token_service::TokenClient> token_client_;
  const std::unique_ptr<crypto::MasterKeys> keys_;
  const auth::Vault vault_{*keys_};
  auth::ConnectionRegistry registry_{*kept_.store, vault_, clock_, random_};
  auth::TokenTable tokens_{*kept_.store, vault_};
  auth::OAuthApps apps_{*kept_.store, vault_, clock_};
  auth::AuthorizationTable pending_{*kept_.store, vault_};
  auth::ConnectSessions sessions_{*kept_.store, clock_};
  Shards shards_;
  Inbound inbound_{config_, *kept_.store, clock_, shards_, logger_};
  Vendors vendors_;
  std::optional<accounts::AccountOpener> opener_;
  std::optional<catalog::CatalogService> catalog_;
  std::optional<auth_service::AuthService> auth_;
  std::optional<auth::Authorizations> authorizations_;
  std::optional<auth::KeepAlive> keep_alive_;
  std::optional<token_service::TokenService> token_service_;
  std::optional<auth_service::AuthorizationMethods> authorization_methods_;
  std::optional<auth_service::ChangeMethods> changes_;
  auth::ConnectionTransfer transfer_{*kept_.store, vault_, clock_};
  std::optional<auth_service::TransferMethods> transfers_;
  admin_service::KeyMethods key_methods_{*kept_.store, *keys_, clock_};
  rpc::TypedService admin_{"hirewire.v1.AdminService"};
  std::optional<auth_service::WatchMethods> watch_;
  std::optional<connector_service::ConnectorService> connectors_;
  admin::CallerMethods caller_methods_{inbound_.callers(), *kept_.keyring};
  rpc::TypedService admin_{"hirewire.v1.AdminService"};
  CallLog call_log_{logger_};
  rpc::Host host_{clock_, random_, shards_, call_log_,
                  inbound_.authenticator()};
  rpc::Host host_{clock_, random_, shards_, call_log_};
  std::optional<auth_service::SessionMethods> session_methods_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<edge::Edge> edge_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RunningServer>> Compose(
    const Config& config, Clock& clock, log::Logger& logger,
    const VendorsMaker& make_vendors) {
  HW_ASSIGN_OR_RETURN(const ServedParts parts, ReadServedParts(config));
  HW_ASSIGN_OR_RETURN(Kept kept,
                      parts.auth ? OpenDataDir(config.data_dir, config.database)
                                 : OpenKeyless(config));
  auto server = std::make_unique<Composition>(config, parts, clock, logger,
                                              std::move(kept));
  HW_ASSIGN_OR_RETURN(Kept kept, OpenDataDir(config.data_dir, config.database));
  HW_ASSIGN_OR_RETURN(std::unique_ptr<crypto::MasterKeys> keys,
                      OpenMasterKeys(config, *kept.store, clock));
  auto server = std::make_unique<Composition>(config, clock, logger,
                                              std::move(kept), std::move(keys));
  HW_RETURN_IF_ERROR(server->Start(make_vendors));
  return server;
}

}  // namespace hirewire::server
