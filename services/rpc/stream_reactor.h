// One server-streaming call, from the bytes of its request to its trailers.
// Part of raw_unary.h.
#ifndef HIREWIRE_SERVICES_RPC_STREAM_REACTOR_H_
#define HIREWIRE_SERVICES_RPC_STREAM_REACTOR_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/async/async.h"
#include "base/async/spawn.h"
#include "services/rpc/host.h"
#include "services/rpc/incoming_call.h"
#include "services/rpc/service.h"
#include "services/rpc/sink.h"

namespace hirewire::rpc {

// Owned by gRPC as UnaryReactor is. No thread waits: a write that gRPC has no
// room for ends in OnWriteDone, which wakes the coroutine on its shard.
class StreamReactor : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                      private Sink {
 public:
  StreamReactor(Service& service, Host& host,
                const google::protobuf::MethodDescriptor& method,
                grpc::CallbackServerContext& context);

  // Reads the request and starts the call. Exactly once. Does not block.
  void Begin(grpc::ByteBuffer request,
             const google::protobuf::Message& prototype);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  // One message on its way. Outlives the reactor where it must: it is posted to
  // the shard.
  struct Write;

  AsyncStatus Send(std::string bytes) override;
  void End(absl::Status status);

  Service& service_;
  IncomingCall in_;
  // The last that was begun, and its bytes; null before the first.
  std::shared_ptr<Write> write_;
  grpc::ByteBuffer message_;
  CancelHandle running_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_STREAM_REACTOR_H_
