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

namespace hirewire::rpc {

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

 private:
  using Handler = std::function<Async<std::string>(
      Call&, const google::protobuf::Message&)>;

  template <typename Response>
  static Async<std::string> Serialized(Async<Response> work) {
    absl::StatusOr<Response> response = co_await std::move(work);
    if (!response.ok()) co_return response.status();
    co_return response->SerializeAsString();
  }

  const google::protobuf::ServiceDescriptor& descriptor_;
  // By the method's request type.
  std::unordered_map<const google::protobuf::Descriptor*, Handler> handlers_;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_TYPED_SERVICE_H_
