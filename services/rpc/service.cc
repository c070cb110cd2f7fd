#include "services/rpc/service.h"

#include "base/status/error.h"

namespace hirewire::rpc {

AsyncStatus Service::Stream(Call& call,
                            const google::protobuf::Message& request,
                            Sink& sink) {
  co_return Error(v1::ERROR_REASON_INTERNAL)
      .Message("this method has no handler");
}

}  // namespace hirewire::rpc
