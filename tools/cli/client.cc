#include "tools/cli/client.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/grpc_status.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

constexpr absl::Duration kTick = absl::Milliseconds(250);

absl::Status Parse(grpc::ByteBuffer& bytes, pb::Message& response) {
  grpc::ProtoBufferReader reader(&bytes);
  if (reader.status().ok() && response.ParseFromZeroCopyStream(&reader)) {
    return absl::OkStatus();
  }
  return absl::DataLossError(absl::StrCat("the server's answer is no ",
                                          response.GetDescriptor()->name()));
}

}  // namespace

Client::Client(Access access, std::shared_ptr<grpc::Channel> channel,
               const Clock& clock, absl::Duration timeout)
    : access_(std::move(access)),
      clock_(clock),
      timeout_(timeout),
      channel_(std::move(channel)) {}

absl::Status Client::Call(const pb::MethodDescriptor& method,
                          const pb::Message& request, pb::Message& response,
                          const std::function<void()>& tick) {
  grpc::GenericStub stub(channel_);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(clock_.Now() + timeout_));
  if (!access_.key.empty()) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", access_.key));
  }
  grpc::CompletionQueue queue;
  grpc::Slice bytes(request.SerializeAsString());
  const auto call = stub.PrepareUnaryCall(
      &context,
      absl::StrCat("/", method.service()->full_name(), "/", method.name()),
      grpc::ByteBuffer(&bytes, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer reply;
  grpc::Status status;
  call->Finish(&reply, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  while (queue.AsyncNext(&tag, &ok, absl::ToChronoTime(clock_.Now() + kTick)) ==
         grpc::CompletionQueue::TIMEOUT) {
    tick();
  }
  if (!status.ok()) return FromGrpcStatus(status);
  return Parse(reply, response);
}

const pb::MethodDescriptor& MethodOf(const std::string& service,
                                     const std::string& name) {
  return *pb::DescriptorPool::generated_pool()->FindMethodByName(
      absl::StrCat("hirewire.v1.", service, ".", name));
}

}  // namespace hirewire::cli
