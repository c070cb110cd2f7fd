// Calls the server, by descriptor: every method through one function.
//
//   Client client(access, channel, clock, absl::Seconds(120));
//   v1::ListCandidatesResponse response;
//   HW_RETURN_IF_ERROR(client.Call(method, request, response, tick));
#ifndef HIREWIRE_TOOLS_CLI_CLIENT_H_
#define HIREWIRE_TOOLS_CLI_CLIENT_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/time/clock.h"
#include "tools/cli/access.h"

namespace hirewire::cli {

class Client {
 public:
  // `channel` leads to access.server, whose key every call shows. `timeout` is
  // for one call. `clock` outlives it.
  Client(Access access, std::shared_ptr<grpc::Channel> channel,
         const Clock& clock, absl::Duration timeout);

  // Blocks until the answer is there, and calls `tick` now and then meanwhile.
  // What the server fails with has its reason (base/status/error.h); a failure
  // without one is gRPC's own: UNAVAILABLE where the server cannot be reached,
  // DEADLINE_EXCEEDED after the timeout.
  absl::Status Call(const google::protobuf::MethodDescriptor& method,
                    const google::protobuf::Message& request,
                    google::protobuf::Message& response,
                    const std::function<void()>& tick);

  // What goes on in a stream, and whether it shall.
  struct Streaming {
    // The server took the call.
    std::function<void()> opened;
    // There is another message.
    std::function<void()> got;
    // Asked several times a second: false ends the stream.
    std::function<bool()> go_on;
  };

  // Calls a streaming method, and returns when it ends: OK where it was ended
  // by `go_on`. `response` holds the latest message. There is no timeout.
  absl::Status Stream(const google::protobuf::MethodDescriptor& method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message& response,
                      const Streaming& streaming);

  // Waits until the server can be reached again, and at least `pause`. False
  // where `go_on` said so first.
  bool WaitForServer(absl::Duration pause, const std::function<bool()>& go_on);

  const std::string& server() const { return access_.server; }

 private:
  const Access access_;
  const Clock& clock_;
  const absl::Duration timeout_;
  const std::shared_ptr<grpc::Channel> channel_;
};

// The method "hirewire.v1.<service>/<name>" of the linked protos.
const google::protobuf::MethodDescriptor& MethodOf(const std::string& service,
                                                   const std::string& name);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_CLIENT_H_
