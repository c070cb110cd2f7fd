// A Service whose methods take and give messages of their own types. A class
// may be the whole service, or answer some of its methods, and add itself to
// it:
//
//   void FooMethods::AddTo(rpc::TypedService& service) {
//     service.On<GetFooRequest, GetFooResponse>(
//         [this](Call& call, const GetFooRequest& r) { return Get(call, r); });
//   }
//   rpc::TypedService service("hirewire.v1.FooService");
//   foo.AddTo(service);
//
// A streaming method is given where to send its messages:
//
//   service.OnStream<WatchFoosRequest, WatchFoosResponse>(
//       [this](Call& call, const WatchFoosRequest& r,
//              TypedSink<WatchFoosResponse> sink) {
//         return Watch(call, r, sink);
//       });
#ifndef HIREWIRE_SERVICES_RPC_TYPED_SERVICE_H_
#define HIREWIRE_SERVICES_RPC_TYPED_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/async/async.h"
#include "services/rpc/call.h"
#include "services/rpc/service.h"
#include "services/rpc/sink.h"

namespace hirewire::rpc {

// A Sink of messages. Cheap to copy.
template <typename Response>
class TypedSink {
 public:
  explicit TypedSink(Sink& sink) : sink_(&sink) {}

  // As Sink::Send.
  AsyncStatus Send(const Response& response) const {
    return sink_->Send(response.SerializeAsString());
  }

 private:
  Sink* sink_;
};

class TypedService : public Service {
 public:
  // `name` is a service of the linked protos: "hirewire.v1.AuthService".
  explicit TypedService(const std::string& name);

  const google::protobuf::ServiceDescriptor& descriptor() const final {
    return descriptor_;
  }

  // INTERNAL for a method without a handler.
  Async<std::string> Answer(Call& call,
                            const google::protobuf::Message& request) final;

  // As Answer.
  AsyncStatus Stream(Call& call, const google::protobuf::Message& request,
                     Sink& sink) final;

  // Answers the method that takes a Request. `handler` returns a coroutine that
  // may refer to its arguments until it ends.
  template <typename Request, typename Response>
  void On(std::function<Async<Response>(Call&, const Request&)> handler) {
    handlers_[Request::descriptor()] =
        [handler = std::move(handler)](
            Call& call, const google::protobuf::Message& request) {
          return Serialized<Response>(
              handler(call, static_cast<const Request&>(request)));
        };
  }

  // Answers the streaming method that takes a Request, in the same way.
  template <typename Request, typename Response>
  void OnStream(
      std::function<AsyncStatus(Call&, const Request&, TypedSink<Response>)>
          handler) {
    stream_handlers_[Request::descriptor()] =
        [handler = std::move(handler)](
            Call& call, const google::protobuf::Message& request, Sink& sink) {
          return handler(call, static_cast<const Request&>(request),
                         TypedSink<Response>(sink));
        };
  }

 private:
  using Handler = std::function<Async<std::string>(
      Call&, const google::protobuf::Message&)>;
  using StreamHandler = std::function<AsyncStatus(
      Call&, const google::protobuf::Message&, Sink&)>;

  template <typename Response>
  static Async<std::string> Serialized(Async<Response> work) {
    absl::StatusOr<Response> response = co_await std::move(work);
    if (!response.ok()) co_return response.status();
    co_return response->SerializeAsString();
  }

  const google::protobuf::ServiceDescriptor& descriptor_;
  // By the method's request type.
  std::unordered_map<const google::protobuf::Descriptor*, Handler> handlers_;
  std::unordered_map<const google::protobuf::Descriptor*, StreamHandler>
      stream_handlers_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_TYPED_SERVICE_H_
