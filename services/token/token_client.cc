#include "services/token/token_client.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/async/event.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "base/status/macros.h"
#include "hirewire/v1/token_service.grpc.pb.h"

namespace hirewire::token_service {

namespace {

// A renewal at the vendor may be part of it.
constexpr absl::Duration kTimeout = absl::Seconds(45);

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream stream(path);
  std::stringstream text;
  text << stream.rdbuf();
  if (stream && !text.str().empty()) return text.str();
  return absl::FailedPreconditionError(
      absl::StrCat("token_service: cannot read ", path));
}

struct Exchange {
  explicit Exchange(const Executor& executor)
      : executor(executor), done(executor) {}
  const Executor executor;
  const Event done;
  grpc::ClientContext context;
  v1::GetAccessTokenRequest request;
  v1::GetAccessTokenResponse response;
  grpc::Status status;
};

// gRPC's own failures are about the way there.
absl::Status Explain(const grpc::Status& status) {
  absl::Status failed = FromGrpcStatus(status);
  if (ReasonOf(failed) != v1::ERROR_REASON_UNSPECIFIED) return failed;
  return Error(v1::ERROR_REASON_TOKENS_UNAVAILABLE)
      .RetryAfter(absl::Seconds(1))
      .Message("the process that serves auth cannot be reached");
}

}  // namespace

struct TokenClient::Stub {
  explicit Stub(std::shared_ptr<grpc::ChannelInterface> channel)
      : stub(v1::TokenService::NewStub(std::move(channel))) {}
  const std::unique_ptr<v1::TokenService::Stub> stub;
};

absl::StatusOr<std::unique_ptr<TokenClient>> TokenClient::Connect(
    const TokenClientOptions& options, const Clock& clock) {
  grpc::SslCredentialsOptions tls;
  HW_ASSIGN_OR_RETURN(tls.pem_root_certs, ReadFile(options.ca_file));
  HW_ASSIGN_OR_RETURN(tls.pem_cert_chain, ReadFile(options.certificate_file));
  HW_ASSIGN_OR_RETURN(tls.pem_private_key, ReadFile(options.key_file));
  return std::make_unique<TokenClient>(
      grpc::CreateChannel(options.server, grpc::SslCredentials(tls)), clock);
}

TokenClient::TokenClient(std::shared_ptr<grpc::ChannelInterface> channel,
                         const Clock& clock)
    : stub_(std::make_unique<Stub>(std::move(channel))), clock_(clock) {}

TokenClient::~TokenClient() = default;

Async<v1::GetAccessTokenResponse> TokenClient::GetAccessToken(
    v1::GetAccessTokenRequest request) {
  auto exchange =
      std::make_shared<Exchange>(co_await boost::asio::this_coro::executor);
  exchange->request = std::move(request);
  exchange->context.set_deadline(absl::ToChronoTime(clock_.Now() + kTimeout));
  stub_->stub->async()->GetAccessToken(
      &exchange->context, &exchange->request, &exchange->response,
      [exchange](grpc::Status status) {
        exchange->status = std::move(status);
        boost::asio::post(exchange->executor,
                          [exchange] { exchange->done.Notify(); });
      });
  if (absl::Status waited = co_await exchange->done.Wait(); !waited.ok()) {
    exchange->context.TryCancel();
    co_return waited;
  }
  if (!exchange->status.ok()) co_return Explain(exchange->status);
  co_return std::move(exchange->response);
}

}  // namespace hirewire::token_service
