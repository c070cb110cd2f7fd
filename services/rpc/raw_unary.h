// The adapter between gRPC and our services: takes any rpc::Service by its
// descriptor and gives gRPC's callback API what it wants.
//
// For every call it
//   - refuses it while the server drains, where the caller is not known or may
//     not call the method, and where the request is no message of its type, in
//     this order;
//   - makes a request id and finds the deadline;
//   - runs Service::Answer, or Service::Stream, on the shard of the request's
//     connection_id, ended by the deadline and by the caller going away, and a
//     stream also by the server draining;
//   - sends the bytes that come back as they are, without parsing them;
//   - ends with the cost in trailing metadata and, on failure, with one
//     ErrorInfo; and tells the host's observer.
#ifndef HIREWIRE_SERVICES_RPC_RAW_UNARY_H_
#define HIREWIRE_SERVICES_RPC_RAW_UNARY_H_

#include <grpcpp/impl/service_type.h>

#include <deque>
#include <string>

#include "services/rpc/host.h"
#include "services/rpc/service.h"

namespace hirewire::rpc {

// `service` and `host` outlive it, and the shards outlive the gRPC server: a
// call that runs when the shards are gone never ends.
class RawUnaryService : public grpc::Service {
 public:
  RawUnaryService(rpc::Service& service, Host& host);

 private:
  void Add(int index, const google::protobuf::MethodDescriptor& method);
  grpc::internal::MethodHandler* UnaryHandler(
      const google::protobuf::MethodDescriptor& method);
  grpc::internal::MethodHandler* StreamHandler(
      const google::protobuf::MethodDescriptor& method);

  rpc::Service& service_;
  Host& host_;
  // gRPC keeps pointers to the names.
  std::deque<std::string> names_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_RAW_UNARY_H_
