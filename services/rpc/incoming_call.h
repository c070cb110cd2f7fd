// What unary and streaming calls have in common: how a call begins and how it
// ends. Part of raw_unary.h.
//
//   IncomingCall in(service, host, method, context);
//   if (absl::Status s = in.Accept(bytes, prototype); !s.ok()) ...
//   ...                                        // runs on in.executor()
//   Finish(in.Close(status));
#ifndef HIREWIRE_SERVICES_RPC_INCOMING_CALL_H_
#define HIREWIRE_SERVICES_RPC_INCOMING_CALL_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/async/async.h"
#include "services/rpc/call.h"
#include "services/rpc/host.h"

namespace hirewire::rpc {

class IncomingCall {
 public:
  // All outlive it. Makes the request id and finds the deadline: the caller's
  // own, else the host's default for unary calls and none for streams.
  IncomingCall(Host& host, const google::protobuf::MethodDescriptor& method,
               grpc::CallbackServerContext& context);

  // Whether the call may run; its request is read then. SHUTTING_DOWN,
  // ARGUMENT_INVALID. Does not block.
  absl::Status Accept(grpc::ByteBuffer bytes,
                      const google::protobuf::Message& prototype);

  // Where the call runs: the shard of its connection_id. After Accept.
  Executor executor() const;
  const google::protobuf::Message& request() const { return *request_; }

  Call& call() { return call_; }
  Host& host() { return host_; }

  // Whether a message of that many bytes may be sent.
  absl::Status CheckSize(size_t bytes) const;

  // Once, at the end: writes the trailing metadata, tells the observer, and
  // gives what to finish with.
  grpc::Status Close(absl::Status status);

 private:
  absl::Status Read(grpc::ByteBuffer& bytes,
                    const google::protobuf::Message& prototype);

  Host& host_;
  grpc::CallbackServerContext& context_;
  Call call_;
  std::unique_ptr<google::protobuf::Message> request_;
};

// Owns `bytes` without copying them.
grpc::ByteBuffer ToByteBuffer(std::string bytes);

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_INCOMING_CALL_H_
