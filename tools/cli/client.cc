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

std::string PathOf(const pb::MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

absl::Status Parse(grpc::ByteBuffer& bytes, pb::Message& response) {
  grpc::ProtoBufferReader reader(&bytes);
  if (reader.status().ok() && response.ParseFromZeroCopyStream(&reader)) {
    return absl::OkStatus();
  }
  return absl::DataLossError(absl::StrCat("the server's answer is no ",
                                          response.GetDescriptor()->name()));
}

void Authorize(const Access& access, grpc::ClientContext& context) {
  if (access.key.empty()) return;
  context.AddMetadata("authorization", absl::StrCat("Bearer ", access.key));
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
  Authorize(access_, context);
  grpc::CompletionQueue queue;
  grpc::Slice bytes(request.SerializeAsString());
  const auto call = stub.PrepareUnaryCall(&context, PathOf(method),
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

absl::Status Client::Stream(const pb::MethodDescriptor& method,
                            const pb::Message& request, pb::Message& response,
                            const Streaming& streaming) {
  grpc::GenericStub stub(channel_);
  grpc::ClientContext context;
  Authorize(access_, context);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, PathOf(method), &queue);
  bool stopped = false;
  const auto stop_if_told = [&] {
    stopped = stopped || !streaming.go_on();
    if (stopped) context.TryCancel();
  };
  // Whether the one operation that was begun worked.
  const auto wait = [&] {
    void* tag = nullptr;
    bool ok = false;
    while (
        queue.AsyncNext(&tag, &ok, absl::ToChronoTime(clock_.Now() + kTick)) ==
        grpc::CompletionQueue::TIMEOUT) {
      stop_if_told();
    }
    return ok;
  };
  call->StartCall(nullptr);
  wait();
  grpc::Slice bytes(request.SerializeAsString());
  call->WriteLast(grpc::ByteBuffer(&bytes, 1), grpc::WriteOptions(), nullptr);
  wait();
  call->ReadInitialMetadata(nullptr);
  // It comes also where there is no server: then the channel is not ready.
  if (wait() && channel_->GetState(false) == GRPC_CHANNEL_READY) {
    streaming.opened();
  }
  absl::Status parsed;
  grpc::ByteBuffer reply;
  for (call->Read(&reply, nullptr); wait(); call->Read(&reply, nullptr)) {
    parsed = Parse(reply, response);
    if (!parsed.ok()) context.TryCancel();
    if (parsed.ok() && !stopped) streaming.got();
    stop_if_told();
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  wait();
  if (!parsed.ok() || stopped) return parsed;
  return FromGrpcStatus(status);
}

bool Client::WaitForServer(absl::Duration pause,
                           const std::function<bool()>& go_on) {
  const absl::Time end = clock_.Now() + pause;
  // Nothing comes out of it: it only lets time pass.
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  while (go_on()) {
    const auto tick = absl::ToChronoTime(clock_.Now() + kTick);
    if (clock_.Now() < end) {
      queue.AsyncNext(&tag, &ok, tick);
    } else if (channel_->WaitForConnected(tick)) {
      return true;
    }
  }
  return false;
}

const pb::MethodDescriptor& MethodOf(const std::string& service,
                                     const std::string& name) {
  return *pb::DescriptorPool::generated_pool()->FindMethodByName(
      absl::StrCat("hirewire.v1.", service, ".", name));
}

}  // namespace hirewire::cli
