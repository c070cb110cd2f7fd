// One call, from the bytes of its request to its trailers. Part of raw_unary.h.
#ifndef HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_
#define HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/async/spawn.h"
#include "services/rpc/call.h"
#include "services/rpc/host.h"
#include "services/rpc/service.h"

namespace hirewire::rpc {

// Owned by gRPC, which says OnDone when it may go. gRPC's own promises are
// enough for it to need no lock: OnCancel comes only after Begin has returned,
// and OnDone after Finish and after any OnCancel.
class UnaryReactor : public grpc::ServerUnaryReactor {
 public:
  UnaryReactor(Service& service, Host& host,
               const google::protobuf::MethodDescriptor& method,
               grpc::CallbackServerContext& context, grpc::ByteBuffer& reply);

  // Reads the request and starts the call. Exactly once. Does not block.
  void Begin(grpc::ByteBuffer request,
             const google::protobuf::Message& prototype);

  void OnCancel() override;
  void OnDone() override;

 private:
  // Reads `bytes` into request_.
  absl::Status Read(grpc::ByteBuffer& bytes,
                    const google::protobuf::Message& prototype);
  // The end: reply or error, trailing metadata, observer.
  void End(absl::StatusOr<std::string> answer);
  absl::Status CheckSize(const std::string& reply) const;

  Service& service_;
  Host& host_;
  grpc::CallbackServerContext& context_;
  grpc::ByteBuffer& reply_;
  Call call_;
  std::unique_ptr<google::protobuf::Message> request_;
  CancelHandle running_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_
