#include "testing/bench/echo_server.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace hirewire::bench {
namespace {

grpc::ByteBuffer Bytes(size_t size) {
  const grpc::Slice slice(std::string(size, 'x'));
  return grpc::ByteBuffer(&slice, 1);
}

// Reads the request, writes the reply.
class Reactor : public grpc::ServerGenericBidiReactor {
 public:
  explicit Reactor(const grpc::ByteBuffer& reply) : reply_(reply) {
    StartRead(&request_);
  }
  void OnReadDone(bool) override {
    StartWriteAndFinish(&reply_, grpc::WriteOptions(), grpc::Status::OK);
  }
  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer request_;
  grpc::ByteBuffer reply_;
};

class Service : public grpc::CallbackGenericService {
 public:
  explicit Service(size_t bytes) : reply_(Bytes(bytes)) {}
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext*) override {
    return new Reactor(reply_);
  }

 private:
  const grpc::ByteBuffer reply_;
};

void CallOnce(grpc::GenericStub& stub, grpc::CompletionQueue& queue) {
  grpc::ClientContext context;
  grpc::ByteBuffer reply;
  grpc::Status status;
  const auto call =
      stub.PrepareUnaryCall(&context, "/echo/Echo", Bytes(16), &queue);
  call->StartCall();
  call->Finish(&reply, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
}

}  // namespace

std::vector<double> TimeEcho(size_t reply_bytes, int calls) {
  Service service(reply_bytes);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterCallbackGenericService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  grpc::GenericStub stub(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  grpc::CompletionQueue queue;
  for (int i = 0; i < calls / 10; ++i) CallOnce(stub, queue);
  std::vector<double> times;
  for (int i = 0; i < calls; ++i) {
    const absl::Time start = absl::Now();
    CallOnce(stub, queue);
    times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
  }
  server->Shutdown();
  return times;
}

}  // namespace hirewire::bench
