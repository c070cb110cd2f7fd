#include "services/server/grpc_server.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "auth/inbound/authenticator.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/log/capturing_logger.h"
#include "base/random/seeded_random.h"
#include "base/time/system_clock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/rpc/host.h"
#include "services/rpc/typed_service.h"
#include "services/server/call_log.h"

namespace hirewire::server {
namespace {

constexpr char kGet[] = "/hirewire.v1.ConnectorService/GetConnector";
constexpr char kHealth[] = "/grpc.health.v1.Health/Check";
// A HealthCheckResponse whose status is SERVING.
constexpr char kServing[] = "\x08\x01";

// Answers GetConnector after `wait`.
class Slow : public rpc::TypedService {
 public:
  explicit Slow(Clock& clock)
      : TypedService("hirewire.v1.ConnectorService"), clock_(clock) {
    On<v1::GetConnectorRequest, v1::GetConnectorResponse>(
        [this](auto&, const auto&) { return Get(); });
  }

  absl::Duration wait = absl::ZeroDuration();
  absl::Notification started;

 private:
  Async<v1::GetConnectorResponse> Get() {
    if (wait > absl::ZeroDuration()) started.Notify();
    absl::Status slept = co_await clock_.Sleep(wait);
    if (!slept.ok()) co_return slept;
    co_return v1::GetConnectorResponse();
  }

  Clock& clock_;
};

class GrpcServerTest : public ::testing::Test {
 protected:
  GrpcServerTest()
      : server_(GrpcServer::Start({.listen = "127.0.0.1:0"}, {&service_}, host_)
                    .value()),
        channel_(grpc::CreateChannel(Address(),
                                     grpc::InsecureChannelCredentials())) {}

  std::string Address() { return absl::StrCat("127.0.0.1:", server_->port()); }

  grpc::Status Call(const char* method, std::string* reply = nullptr) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    grpc::CompletionQueue queue;
    grpc::Slice empty;
    auto call = stub.PrepareUnaryCall(&context, method,
                                      grpc::ByteBuffer(&empty, 1), &queue);
    call->StartCall();
    grpc::ByteBuffer bytes;
    grpc::Status status;
    call->Finish(&bytes, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    grpc::Slice slice;
    if (reply != nullptr && bytes.DumpToSingleSlice(&slice).ok()) {
      reply->assign(reinterpret_cast<const char*>(slice.begin()), slice.size());
    }
    return status;
  }

  SystemClock clock_;
  SeededRandom random_{1};
  log::CapturingLogger logger_;
  CallLog log_{logger_};
  Shards shards_{1};
  auth::OpenAuthenticator open_;
  rpc::Host host_{clock_, random_, shards_, log_, open_};
  Slow service_{clock_};
  std::unique_ptr<GrpcServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(GrpcServerTest, ServesAndLogsTheCall) {
  EXPECT_TRUE(Call(kGet).ok());
  server_->Drain(absl::Seconds(5));
  EXPECT_EQ(logger_.Count("call.ended"), 1);
}

TEST_F(GrpcServerTest, SaysThatItIsHealthy) {
  std::string reply;
  ASSERT_TRUE(Call(kHealth, &reply).ok());
  EXPECT_EQ(reply, kServing);
}

TEST_F(GrpcServerTest, RefusesAnAddressThatIsTaken) {
  rpc::Host host{clock_, random_, shards_, log_, open_};
  Slow service(clock_);
  const auto second =
      GrpcServer::Start({.listen = Address()}, {&service}, host);
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.status().message().find(Address()), absl::string_view::npos);
}

TEST_F(GrpcServerTest, LetsCallsUnderWayEndAndTakesNoNewOnes) {
  service_.wait = absl::Milliseconds(100);
  grpc::Status status;
  std::thread caller([&] { status = Call(kGet); });
  service_.started.WaitForNotification();
  EXPECT_TRUE(server_->Drain(absl::Seconds(30)));
  caller.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(Call(kGet).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(GrpcServerTest, CancelsWhatDoesNotEndInTime) {
  service_.wait = absl::Hours(1);
  grpc::Status status;
  std::thread caller([&] { status = Call(kGet); });
  service_.started.WaitForNotification();
  EXPECT_FALSE(server_->Drain(absl::Milliseconds(20)));
  caller.join();
  EXPECT_FALSE(status.ok());
}

// Reflection names the health service; tools fail where it cannot describe it.
TEST(Reflection, KnowsTheHealthService) {
  EXPECT_NE(
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
          "grpc.health.v1.Health"),
      nullptr);
}

}  // namespace
}  // namespace hirewire::server
