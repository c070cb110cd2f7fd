#include "services/rpc/typed_service.h"

#include "base/status/error.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

TypedService::TypedService(const std::string& name)
    : descriptor_(
          *pb::DescriptorPool::generated_pool()->FindServiceByName(name)) {}

Async<std::string> TypedService::Answer(Call& call,
                                        const pb::Message& request) {
  const auto found = handlers_.find(request.GetDescriptor());
  if (found == handlers_.end()) {
    co_return Error(v1::ERROR_REASON_INTERNAL)
        .Message("this method has no handler");
  }
  co_return co_await found->second(call, request);
}

AsyncStatus TypedService::Stream(Call& call, const pb::Message& request,
                                 Sink& sink) {
  const auto found = stream_handlers_.find(request.GetDescriptor());
  if (found == stream_handlers_.end()) {
    return Service::Stream(call, request, sink);
  }
  return found->second(call, request, sink);
}

}  // namespace hirewire::rpc
