#include "services/token/token_client.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
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

// gRPC itself would wait up to two minutes before it tries again, and callers
// are told a second.
constexpr int kFirstReconnectMillis = 100;
constexpr int kLongestReconnectMillis = 1000;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream stream(path);
  std::stringstream text;
  text << stream.rdbuf();
  if (stream && !text.str().empty()) return text.str();
  return absl::FailedPreconditionError(
      absl::StrCat("token_service: cannot read ", path));
}

struct Exchange : std::enable_shared_from_this<Exchange> {
  explicit Exchange(const Executor& executor)
      : executor(executor), done(executor) {}
  const Executor executor;
  const Event done;
  grpc::ClientContext context;
  v1::GetAccessTokenRequest request;
  v1::GetAccessTokenResponse response;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<v1::GetAccessTokenResponse>>
      reader;
};
using ExchangePtr = std::shared_ptr<Exchange>;

absl::Status Unavailable(absl::string_view sentence) {
  return Error(v1::ERROR_REASON_TOKENS_UNAVAILABLE)
      .RetryAfter(absl::Seconds(1))
      .Message(sentence);
}

// As if it had failed in this process: which call it was, of the two, is for
// this one to say.
absl::Status Relayed(const ErrorDetails& details, absl::string_view message) {
  absl::Status relayed = details.retry_after
                             ? Error(details.reason)
                                   .RetryAfter(*details.retry_after)
                                   .Message(message)
                             : Error(details.reason).Message(message);
  for (const auto& [name, value] : details.metadata) {
    if (name == "operation" || name == "request_id") continue;
    relayed = Annotate(std::move(relayed), name, value);
  }
  return relayed;
}

// gRPC's own failures are about the way there. What the other process holds
// against this one is no fault of this one's callers.
absl::Status Explain(const grpc::Status& status) {
  const absl::Status failed = FromGrpcStatus(status);
  const std::optional<ErrorDetails> details = DetailsOf(failed);
  switch (details ? details->reason : v1::ERROR_REASON_UNSPECIFIED) {
    case v1::ERROR_REASON_UNSPECIFIED:
    case v1::ERROR_REASON_SHUTTING_DOWN:
      return Unavailable("the process that serves auth cannot be reached");
    case v1::ERROR_REASON_UNAUTHENTICATED_CALLER:
    case v1::ERROR_REASON_CALLER_NOT_ALLOWED:
      return Unavailable(
          "the process that serves auth gives this one no tokens: its "
          "token_callers must name this one's certificate");
    default:
      return Relayed(*details, failed.message());
  }
}

}  // namespace

// A completion queue and a thread of its own: the one that gRPC 1.51 shares
// among callbacks is not always taken down in order when the last of its users
// goes.
struct TokenClient::Stub {
  explicit Stub(const std::shared_ptr<grpc::ChannelInterface>& channel)
      : stub(v1::TokenService::NewStub(channel)),
        ending([this] { EndCalls(); }) {}

  // A call that is answered later would come back to an executor that may be
  // gone by then.
  ~Stub() {
    {
      absl::MutexLock lock(&mutex);
      for (const ExchangePtr& exchange : under_way) {
        exchange->context.TryCancel();
      }
      mutex.Await(absl::Condition(
          +[](std::set<ExchangePtr>* calls) { return calls->empty(); },
          &under_way));
    }
    queue.Shutdown();
    ending.join();
  }

  void Start(const ExchangePtr& exchange) {
    {
      absl::MutexLock lock(&mutex);
      under_way.insert(exchange);
    }
    exchange->reader = stub->AsyncGetAccessToken(&exchange->context,
                                                 exchange->request, &queue);
    exchange->reader->Finish(&exchange->response, &exchange->status,
                             exchange.get());
  }

  void EndCalls() {
    void* tag = nullptr;
    for (bool ok = false; queue.Next(&tag, &ok);) {
      End(static_cast<Exchange*>(tag)->shared_from_this());
    }
  }

  // Refers to nothing of this or the executor once the exchange is no more
  // under way.
  void End(ExchangePtr exchange) {
    absl::MutexLock lock(&mutex);
    under_way.erase(exchange);
    const Executor executor = exchange->executor;
    boost::asio::post(executor, [exchange = std::move(exchange)] {
      exchange->done.Notify();
    });
  }

  const std::unique_ptr<v1::TokenService::Stub> stub;
  grpc::CompletionQueue queue;
  absl::Mutex mutex;
  std::set<ExchangePtr> under_way ABSL_GUARDED_BY(mutex);
  std::thread ending;
};

absl::StatusOr<std::unique_ptr<TokenClient>> TokenClient::Connect(
    const TokenClientOptions& options, const Clock& clock) {
  grpc::SslCredentialsOptions tls;
  HW_ASSIGN_OR_RETURN(tls.pem_root_certs, ReadFile(options.ca_file));
  HW_ASSIGN_OR_RETURN(tls.pem_cert_chain, ReadFile(options.certificate_file));
  HW_ASSIGN_OR_RETURN(tls.pem_private_key, ReadFile(options.key_file));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS,
                   kFirstReconnectMillis);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectMillis);
  return std::make_unique<TokenClient>(
      grpc::CreateCustomChannel(options.server, grpc::SslCredentials(tls),
                                arguments),
      clock);
}

TokenClient::TokenClient(const std::shared_ptr<grpc::ChannelInterface>& channel,
                         const Clock& clock)
    : stub_(std::make_unique<Stub>(channel)), clock_(clock) {}

TokenClient::~TokenClient() = default;

Async<v1::GetAccessTokenResponse> TokenClient::GetAccessToken(
    v1::GetAccessTokenRequest request) {
  auto exchange =
      std::make_shared<Exchange>(co_await boost::asio::this_coro::executor);
  exchange->request = std::move(request);
  exchange->context.set_deadline(absl::ToChronoTime(clock_.Now() + kTimeout));
  stub_->Start(exchange);
  if (absl::Status waited = co_await exchange->done.Wait(); !waited.ok()) {
    exchange->context.TryCancel();
    co_return waited;
  }
  if (!exchange->status.ok()) co_return Explain(exchange->status);
  co_return std::move(exchange->response);
}

}  // namespace hirewire::token_service
