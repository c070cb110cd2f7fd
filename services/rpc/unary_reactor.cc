#include "services/rpc/unary_reactor.h"

#include <utility>

#include "absl/status/status.h"
#include "base/time/deadline.h"

namespace hirewire::rpc {

UnaryReactor::UnaryReactor(Service& service, Host& host,
                           const google::protobuf::MethodDescriptor& method,
                           grpc::CallbackServerContext& context,
                           grpc::ByteBuffer& reply)
    : service_(service), in_(host, method, context), reply_(reply) {}

void UnaryReactor::Begin(grpc::ByteBuffer request,
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
