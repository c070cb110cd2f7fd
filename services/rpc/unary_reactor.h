// One unary call, from the bytes of its request to its trailers. Part of
// raw_unary.h.
#ifndef HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_
#define HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <string>

#include "absl/status/statusor.h"
#include "base/async/spawn.h"
#include "services/rpc/host.h"
#include "services/rpc/incoming_call.h"
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
  // The end: reply or error.
  void End(absl::StatusOr<std::string> answer);

  Service& service_;
  IncomingCall in_;
  grpc::ByteBuffer& reply_;
  CancelHandle running_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_UNARY_REACTOR_H_
