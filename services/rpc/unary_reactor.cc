#include "services/rpc/unary_reactor.h"

#include <utility>

#include "absl/status/status.h"
#include "base/time/deadline.h"
#include "services/rpc/admission.h"
#include "services/rpc/request_id.h"
#include "services/rpc/trailing_metadata.h"

namespace hirewire::rpc {

UnaryReactor::UnaryReactor(Service& service, Host& host,
                           const google::protobuf::MethodDescriptor& method,
                           grpc::CallbackServerContext& context,
                           grpc::ByteBuffer& reply)
    : service_(service), in_(host, method, context), reply_(reply) {}

void UnaryReactor::Begin(grpc::ByteBuffer request,
                         const pb::Message& prototype) {
  if (host_.draining.load()) {
    return End(Error(v1::ERROR_REASON_SHUTTING_DOWN)
                   .RetryAfter(absl::Seconds(1))
                   .Message("the server is shutting down"));
  }
  if (absl::Status admitted =
          Admit(host_.authenticator, PresentedBy(context_), call_);
      !admitted.ok()) {
    return End(std::move(admitted));
  }
  if (absl::Status read = Read(request, prototype); !read.ok()) {
    return End(std::move(read));
  }
                         const google::protobuf::Message& prototype) {
  absl::Status accepted = in_.Accept(std::move(request), prototype);
  if (!accepted.ok()) return End(std::move(accepted));
  running_ = Spawn(
      in_.executor(),
      WithDeadline(in_.host().clock, in_.call().deadline,
                   service_.Answer(in_.call(), in_.request())),
      [this](absl::StatusOr<std::string> answer) { End(std::move(answer)); });
}

void UnaryReactor::OnCancel() { running_.Cancel(); }

void UnaryReactor::OnDone() { delete this; }

void UnaryReactor::End(absl::StatusOr<std::string> answer) {
  absl::Status status = answer.status();
  if (status.ok()) status = in_.CheckSize(answer->size());
  if (status.ok()) reply_ = ToByteBuffer(*std::move(answer));
  Finish(in_.Close(std::move(status)));
}

}  // namespace hirewire::rpc
