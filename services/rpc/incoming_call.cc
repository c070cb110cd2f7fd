#include "services/rpc/incoming_call.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "base/status/macros.h"
#include "services/rpc/admission.h"
#include "services/rpc/request_id.h"
#include "services/rpc/trailing_metadata.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

namespace {

absl::Time DeadlineOf(const grpc::CallbackServerContext& context,
                      const Host& host, const Call& call) {
  const auto deadline = context.deadline();
  if (deadline != std::chrono::system_clock::time_point::max()) {
    return absl::FromChrono(deadline);
  }
  return call.method->server_streaming() ? absl::InfiniteFuture()
                                         : call.start + host.default_deadline;
}

// The text of the field `connection_id`; empty where there is no such field.
std::string ShardKey(const pb::Message& request) {
  const pb::FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("connection_id");
  if (field == nullptr) return "";
  return request.GetReflection()->GetString(request, field);
}

}  // namespace

grpc::ByteBuffer ToByteBuffer(std::string bytes) {
  auto* owned = new std::string(std::move(bytes));
  grpc::Slice slice(
      owned->data(), owned->size(),
      [](void* text) { delete static_cast<std::string*>(text); }, owned);
  return grpc::ByteBuffer(&slice, 1);
}

IncomingCall::IncomingCall(Host& host, const pb::MethodDescriptor& method,
                           grpc::CallbackServerContext& context)
    : host_(host), context_(context) {
  call_.method = &method;
  call_.request_id = MakeRequestId(host.random);
  call_.start = host.clock.Now();
  call_.deadline = DeadlineOf(context, host, call_);
}

absl::Status IncomingCall::Accept(grpc::ByteBuffer bytes,
                                  const pb::Message& prototype) {
  if (host_.draining.load()) {
    return Error(v1::ERROR_REASON_SHUTTING_DOWN)
        .RetryAfter(absl::Seconds(1))
        .Message("the server is shutting down");
  }
  HW_RETURN_IF_ERROR(Admit(host_.authenticator, PresentedBy(context_), call_));
  return Read(bytes, prototype);
}

Executor IncomingCall::executor() const {
  return host_.shards.ForKey(ShardKey(*request_));
}

absl::Status IncomingCall::Read(grpc::ByteBuffer& bytes,
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

absl::Status IncomingCall::CheckSize(size_t bytes) const {
  if (bytes <= host_.max_reply_bytes) return absl::OkStatus();
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "page_size")
      .With("bytes", absl::StrCat(bytes))
      .With("limit", absl::StrCat(host_.max_reply_bytes))
      .Message(absl::StrCat("the reply has ", bytes,
                            " bytes and this server sends at most ",
                            host_.max_reply_bytes,
                            ": ask for a smaller page_size or fewer fields"));
}

grpc::Status IncomingCall::Close(absl::Status status) {
  const Timing timing = TimingOf(call_, host_.clock.Now());
  for (auto& [key, value] : TrailingMetadata(call_, timing)) {
    context_.AddTrailingMetadata(key, value);
  }
  host_.observer.Ended(call_, timing, status);
  if (status.ok()) return grpc::Status::OK;
  status = Annotate(Presentable(status), "operation", call_.method->name());
  return ToGrpcStatus(
      Annotate(std::move(status), "request_id", call_.request_id));
}

}  // namespace hirewire::rpc
