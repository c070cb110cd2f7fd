#include "services/rpc/stream_reactor.h"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "base/async/event.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/deadline.h"

namespace hirewire::rpc {

namespace asio = boost::asio;

// Touched on `executor` only, but for the executor itself.
struct StreamReactor::Write {
  explicit Write(const Executor& e) : executor(e), done(e) {}
  const Executor executor;
  Event done;
  bool sent = false;
};

StreamReactor::StreamReactor(Service& service, Host& host,
                             const google::protobuf::MethodDescriptor& method,
                             grpc::CallbackServerContext& context)
    : service_(service), in_(host, method, context) {}

void StreamReactor::Begin(grpc::ByteBuffer request,
                          const google::protobuf::Message& prototype) {
  absl::Status accepted = in_.Accept(std::move(request), prototype);
  if (!accepted.ok()) return End(std::move(accepted));
  // At once, so that the caller of a stream in which nothing happens yet knows
  // that it is open.
  StartSendInitialMetadata();
  running_ =
      Spawn(in_.executor(),
            WithDeadline(in_.host().clock, in_.call().deadline,
                         service_.Stream(in_.call(), in_.request(), *this)),
            [this](absl::Status status) { End(std::move(status)); });
  in_.host().streams.Add(this, running_);
}

void StreamReactor::OnWriteDone(bool ok) {
  asio::post(write_->executor, [write = write_, ok] {
    write->sent = ok;
    write->done.Notify();
  });
}

void StreamReactor::OnCancel() { running_.Cancel(); }

// Also where the stream ended before Begin had added it.
void StreamReactor::OnDone() {
  in_.host().streams.Remove(this);
  delete this;
}

AsyncStatus StreamReactor::Send(std::string bytes) {
  HW_CO_RETURN_IF_ERROR(in_.CheckSize(bytes.size()));
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  // gRPC takes one write at a time; one that was given up may still be there.
  if (cancellation.cancelled() != asio::cancellation_type::none ||
      (write_ != nullptr && !write_->done.notified())) {
    co_return absl::CancelledError("cancelled before the message was sent");
  }
  message_ = ToByteBuffer(std::move(bytes));
  const auto write =
      std::make_shared<Write>(co_await asio::this_coro::executor);
  write_ = write;
  StartWrite(&message_);
  HW_CO_RETURN_IF_ERROR(co_await write->done.Wait());
  if (!write->sent) co_return absl::CancelledError("the caller is gone");
  co_return absl::OkStatus();
}

// gRPC takes the end behind a write that is still under way.
void StreamReactor::End(absl::Status status) {
  if (absl::IsCancelled(status) && in_.host().draining.load()) {
    status = Error(v1::ERROR_REASON_SHUTTING_DOWN)
                 .RetryAfter(absl::Seconds(1))
                 .Message("the server is shutting down");
  }
  Finish(in_.Close(std::move(status)));
}

}  // namespace hirewire::rpc
