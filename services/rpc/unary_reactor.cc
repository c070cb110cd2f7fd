#include "services/rpc/unary_reactor.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "base/time/deadline.h"
#include "services/rpc/admission.h"
#include "services/rpc/request_id.h"
#include "services/rpc/trailing_metadata.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

namespace {

// The deadline of a caller that gave one.
absl::Time DeadlineOf(const grpc::CallbackServerContext& context,
                      const Host& host, absl::Time now) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) {
    return now + host.default_deadline;
  }
  return absl::FromChrono(deadline);
}

// The text of the field `connection_id`; empty where there is no such field.
std::string ShardKey(const pb::Message& request) {
  const pb::FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("connection_id");
  if (field == nullptr) return "";
  return request.GetReflection()->GetString(request, field);
}

// A slice that owns `bytes` without copying them.
grpc::ByteBuffer ToByteBuffer(std::string bytes) {
  auto* owned = new std::string(std::move(bytes));
  grpc::Slice slice(
      owned->data(), owned->size(),
      [](void* text) { delete static_cast<std::string*>(text); }, owned);
  return grpc::ByteBuffer(&slice, 1);
}

}  // namespace

UnaryReactor::UnaryReactor(Service& service, Host& host,
                           const pb::MethodDescriptor& method,
                           grpc::CallbackServerContext& context,
                           grpc::ByteBuffer& reply)
    : service_(service), host_(host), context_(context), reply_(reply) {
  call_.method = &method;
  call_.request_id = MakeRequestId(host.random);
  call_.start = host.clock.Now();
  call_.deadline = DeadlineOf(context, host, call_.start);
}

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
  running_ = Spawn(
      host_.shards.ForKey(ShardKey(*request_)),
      WithDeadline(host_.clock, call_.deadline,
                   service_.Answer(call_, *request_)),
      [this](absl::StatusOr<std::string> answer) { End(std::move(answer)); });
}

void UnaryReactor::OnCancel() { running_.Cancel(); }

void UnaryReactor::OnDone() { delete this; }

absl::Status UnaryReactor::Read(grpc::ByteBuffer& bytes,
                                const pb::Message& prototype) {
  request_.reset(prototype.New());
  grpc::ProtoBufferReader reader(&bytes);
  if (reader.status().ok() && request_->ParseFromZeroCopyStream(&reader)) {
    return absl::OkStatus();
  }
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .Message(absl::StrCat("the request is no ",
                            call_.method->input_type()->name()));
}

absl::Status UnaryReactor::CheckSize(const std::string& reply) const {
  if (reply.size() <= host_.max_reply_bytes) return absl::OkStatus();
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "page_size")
      .With("bytes", absl::StrCat(reply.size()))
      .With("limit", absl::StrCat(host_.max_reply_bytes))
      .Message(absl::StrCat("the reply has ", reply.size(),
                            " bytes and this server sends at most ",
                            host_.max_reply_bytes,
                            ": ask for a smaller page_size or fewer fields"));
}

void UnaryReactor::End(absl::StatusOr<std::string> answer) {
  absl::Status status = answer.status();
  if (status.ok()) status = CheckSize(*answer);
  const Timing timing = TimingOf(call_, host_.clock.Now());
  for (auto& [key, value] : TrailingMetadata(call_, timing)) {
    context_.AddTrailingMetadata(key, value);
  }
  host_.observer.Ended(call_, timing, status);
  if (status.ok()) {
    reply_ = ToByteBuffer(*std::move(answer));
    return Finish(grpc::Status::OK);
  }
  status = Annotate(Presentable(status), "operation", call_.method->name());
  Finish(ToGrpcStatus(
      Annotate(std::move(status), "request_id", call_.request_id)));
}

}  // namespace hirewire::rpc
