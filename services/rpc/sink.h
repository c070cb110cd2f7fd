// Where a server-streaming method sends its messages.
//
//   AsyncStatus Service::Stream(Call& call, const Message& r, Sink& sink) {
//     for (...) HW_CO_RETURN_IF_ERROR(co_await sink.Send(bytes));
//     co_return absl::OkStatus();
//   }
#ifndef HIREWIRE_SERVICES_RPC_SINK_H_
#define HIREWIRE_SERVICES_RPC_SINK_H_

#include <string>

#include "base/async/async.h"

namespace hirewire::rpc {

// Used by one coroutine at a time, the one that was given it.
class Sink {
 public:
  virtual ~Sink() = default;

  // Sends one message, and ends when there is room for the next: a caller that
  // reads slowly is waited for. CANCELLED: the caller is gone, or the coroutine
  // is cancelled; nothing can be sent any more. ARGUMENT_INVALID: the message
  // is longer than the server sends.
  virtual AsyncStatus Send(std::string bytes) = 0;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_SINK_H_
