#include "services/rpc/raw_unary.h"

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "absl/strings/str_cat.h"
#include "services/rpc/stream_reactor.h"
#include "services/rpc/unary_reactor.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

namespace {

const pb::Message* PrototypeOf(const pb::MethodDescriptor& method) {
  return pb::MessageFactory::generated_factory()->GetPrototype(
      method.input_type());
}

}  // namespace

RawUnaryService::RawUnaryService(rpc::Service& service, Host& host)
    : service_(service), host_(host) {
  const pb::ServiceDescriptor& descriptor = service.descriptor();
  for (int i = 0; i < descriptor.method_count(); ++i) {
    Add(i, *descriptor.method(i));
  }
}

void RawUnaryService::Add(int index, const pb::MethodDescriptor& method) {
  using grpc::internal::RpcMethod;
  names_.push_back(
      absl::StrCat("/", method.service()->full_name(), "/", method.name()));
  AddMethod(new grpc::internal::RpcServiceMethod(
      names_.back().c_str(),
      method.server_streaming() ? RpcMethod::SERVER_STREAMING
                                : RpcMethod::NORMAL_RPC,
      nullptr));
  MarkMethodRawCallback(index, method.server_streaming()
                                   ? StreamHandler(method)
                                   : UnaryHandler(method));
}

// Reactors delete themselves when gRPC is done with them.
grpc::internal::MethodHandler* RawUnaryService::UnaryHandler(
    const pb::MethodDescriptor& method) {
  return new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer,
                                                  grpc::ByteBuffer>(
      [this, &method, prototype = PrototypeOf(method)](
          grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
          grpc::ByteBuffer* reply) {
        auto* reactor =
            new UnaryReactor(service_, host_, method, *context, *reply);
        reactor->Begin(*request, *prototype);
        return reactor;
      });
}

grpc::internal::MethodHandler* RawUnaryService::StreamHandler(
    const pb::MethodDescriptor& method) {
  return new grpc::internal::CallbackServerStreamingHandler<grpc::ByteBuffer,
                                                            grpc::ByteBuffer>(
      [this, &method, prototype = PrototypeOf(method)](
          grpc::CallbackServerContext* context,
          const grpc::ByteBuffer* request) {
        auto* reactor = new StreamReactor(service_, host_, method, *context);
        reactor->Begin(*request, *prototype);
        return reactor;
      });
}

}  // namespace hirewire::rpc
