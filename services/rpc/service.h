// A gRPC service as we write one: a coroutine per call, no gRPC in sight.
//
//   class CatalogService : public rpc::Service { ... };
//   CatalogService catalog(...);
//   rpc::RawUnaryService adapter(catalog, host);    // raw_unary.h
//   builder.RegisterService(&adapter);
#ifndef HIREWIRE_SERVICES_RPC_SERVICE_H_
#define HIREWIRE_SERVICES_RPC_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

#include "base/async/async.h"
#include "services/rpc/call.h"
#include "services/rpc/sink.h"

namespace hirewire::rpc {

// Outlives its adapter. Used on all shards at once.
class Service {
 public:
  virtual ~Service() = default;

  // Its methods are unary or server-streaming.
  virtual const google::protobuf::ServiceDescriptor& descriptor() const = 0;

  // Answers one unary call: the bytes of a message of
  // call.method->output_type(). `request` is one of call.method->input_type().
  // Both references are good until the coroutine ends. Runs on the shard of the
  // request's connection_id; cancelled when the caller goes away or the
  // deadline passes.
  virtual Async<std::string> Answer(
      Call& call, const google::protobuf::Message& request) = 0;

  // Answers one server-streaming call with any number of messages of
  // call.method->output_type(), and ends it. The same holds as for Answer, but
  // that a caller who gives no deadline has none. Cancelled also when the
  // server drains; the caller then sees SHUTTING_DOWN. INTERNAL where a service
  // has no such methods.
  virtual AsyncStatus Stream(Call& call,
                             const google::protobuf::Message& request,
                             Sink& sink);
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_SERVICE_H_
