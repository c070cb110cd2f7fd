// A gRPC server on loopback for tests of services, with what it observed.
//
//   TestServer server({&service});
//   auto stub = v1::ConnectorService::NewStub(server.channel());
//   ...
//   server.observer().WaitForCalls(1);
#ifndef HIREWIRE_SERVICES_RPC_TEST_SERVER_H_
#define HIREWIRE_SERVICES_RPC_TEST_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/server.h>
#include <grpcpp/support/status.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "auth/inbound/authenticator.h"
#include "auth/inbound/caller.h"
#include "base/async/shards.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/system_clock.h"
#include "services/rpc/call.h"
#include "services/rpc/host.h"
#include "services/rpc/raw_unary.h"
#include "services/rpc/service.h"

namespace hirewire::rpc {

class RecordingObserver : public CallObserver {
 public:
  struct Ending {
    Call call;
    absl::Status status;
  };
  void Ended(const Call& call, const Timing& timing,
             const absl::Status& status) override;

  // All calls that ended, once there are `count`.
  std::vector<Ending> WaitForCalls(size_t count);

 private:
  absl::Mutex mutex_;
  std::vector<Ending> endings_ ABSL_GUARDED_BY(mutex_);
};

// Takes every caller for the one that the test says.
class FakeAuthenticator : public auth::Authenticator {
 public:
  absl::StatusOr<auth::Caller> Authenticate(const auth::Presented&) override;
  void Set(absl::StatusOr<auth::Caller> caller);

 private:
  absl::Mutex mutex_;
  absl::StatusOr<auth::Caller> caller_ ABSL_GUARDED_BY(mutex_) =
      auth::Operator();
};

// Real time, two shards, any free port, or that of one that is gone. `services`
// outlive it.
class TestServer {
 public:
  explicit TestServer(const std::vector<Service*>& services, int port = 0);
  ~TestServer();

  Host& host() { return host_; }
  Shards& shards() { return shards_; }
  RecordingObserver& observer() { return observer_; }
  // Whom further calls come from, or how they are refused. At first: an admin
  // of the operator's tenant.
  void SetCaller(absl::StatusOr<auth::Caller> caller) {
    authenticator_.Set(std::move(caller));
  }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }
  // host:port.
  const std::string& address() const { return address_; }
  int port() const { return port_; }

  // As a signal does: no new calls, those that run may end within `grace`.
  void Shutdown(absl::Duration grace);

 private:
  SystemClock clock_;
  SeededRandom random_;
  RecordingObserver observer_;
  FakeAuthenticator authenticator_;
  Shards shards_;
  Host host_;
  std::vector<std::unique_ptr<RawUnaryService>> adapters_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  std::string address_;
  std::shared_ptr<grpc::Channel> channel_;
};

// The details of a failed call; a test fails where there are none.
ErrorDetails DetailsOf(const grpc::Status& status);

// The trailing metadata of a call that ended, as texts.
std::map<std::string, std::string> Trailers(const grpc::ClientContext& context);

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_TEST_SERVER_H_
