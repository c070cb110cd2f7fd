#include "services/rpc/raw_unary.h"

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "absl/strings/str_cat.h"
#include "services/rpc/unary_reactor.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

RawUnaryService::RawUnaryService(rpc::Service& service, Host& host)
    : service_(service), host_(host) {
  const pb::ServiceDescriptor& descriptor = service.descriptor();
  for (int i = 0; i < descriptor.method_count(); ++i) {
    Add(i, *descriptor.method(i));
  }
}

void RawUnaryService::Add(int index, const pb::MethodDescriptor& method) {
  names_.push_back(
      absl::StrCat("/", method.service()->full_name(), "/", method.name()));
  AddMethod(new grpc::internal::RpcServiceMethod(
      names_.back().c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
  const pb::Message* prototype =
      pb::MessageFactory::generated_factory()->GetPrototype(
          method.input_type());
  MarkMethodRawCallback(
      index, new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer,
                                                      grpc::ByteBuffer>(
                 [this, &method, prototype](
                     grpc::CallbackServerContext* context,
                     const grpc::ByteBuffer* request, grpc::ByteBuffer* reply) {
                   // Deletes itself when gRPC is done with it.
                   auto* reactor = new UnaryReactor(service_, host_, method,
                                                    *context, *reply);
                   reactor->Begin(*request, *prototype);
                   return reactor;
                 }));
}

}  // namespace hirewire::rpc
