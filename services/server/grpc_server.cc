#include "services/server/grpc_server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"

namespace hirewire::server {

namespace {

// gRPC's own refusal of a long reply says less than ours (services/rpc), so it
// must not come first.
constexpr size_t kReplySlack = 1024;

void SetLimits(const GrpcServerOptions& options, const rpc::Host& host,
               grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(static_cast<int>(options.max_request_bytes));
  builder.SetMaxSendMessageSize(
      static_cast<int>(host.max_reply_bytes + kReplySlack));
  // Otherwise a second server binds to the same port, and each gets half.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // Only reflection and health use these threads; ours run on the shards.
  using Sync = grpc::ServerBuilder::SyncServerOption;
  builder.SetSyncServerOption(Sync::NUM_CQS, 1);
  builder.SetSyncServerOption(Sync::MIN_POLLERS, 1);
  builder.SetSyncServerOption(Sync::MAX_POLLERS, 2);
}

}  // namespace

absl::StatusOr<std::unique_ptr<GrpcServer>> GrpcServer::Start(
    const GrpcServerOptions& options,
    const std::vector<rpc::Service*>& services, rpc::Host& host) {
  HW_ASSIGN_OR_RETURN(const auto credentials,
                      MakeServerCredentials(options.tls));
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::unique_ptr<GrpcServer> made(new GrpcServer(host));
  grpc::ServerBuilder builder;
  SetLimits(options, host, builder);
  builder.AddListeningPort(options.listen, credentials, &made->port_);
  for (rpc::Service* service : services) {
    made->adapters_.push_back(
        std::make_unique<rpc::RawUnaryService>(*service, host));
    builder.RegisterService(made->adapters_.back().get());
  }
  made->server_ = builder.BuildAndStart();
  if (made->server_ == nullptr || made->port_ == 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot listen on ", options.listen,
        ": is another server there, or is the address not this host's?"));
  }
  for (rpc::Service* service : services) {
    made->server_->GetHealthCheckService()->SetServingStatus(
        service->descriptor().full_name(), true);
  }
  return made;
}

GrpcServer::~GrpcServer() {
  if (server_ != nullptr) Drain(absl::ZeroDuration());
}

bool GrpcServer::Drain(absl::Duration grace) {
  if (drained_) return true;
  drained_ = true;
  host_.Drain();
  server_->GetHealthCheckService()->SetServingStatus(false);
  const absl::Time deadline = host_.clock.Now() + grace;
  server_->Shutdown(absl::ToChronoTime(deadline));
  server_->Wait();
  return host_.clock.Now() < deadline;
}

}  // namespace hirewire::server
