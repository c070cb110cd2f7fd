#include "services/rpc/raw_unary.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <map>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "base/time/system_clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::rpc {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Pair;

// Answers GetConnector with what the test says.
class Scripted : public TypedService {
 public:
  using Handler = std::function<Async<v1::GetConnectorResponse>(Call&)>;

  explicit Scripted(Handler handler)
      : TypedService("hirewire.v1.ConnectorService") {
    On<v1::GetConnectorRequest, v1::GetConnectorResponse>(
        [handler](Call& call, const v1::GetConnectorRequest&) {
          return handler(call);
        });
  }
};

Async<v1::GetConnectorResponse> Named(Call& call, std::string name) {
  call.cost.vendor_calls = 2;
  v1::GetConnectorResponse response;
  response.mutable_connector()->set_vendor(name);
  co_return response;
}

Async<v1::GetConnectorResponse> Failing(Call& call, absl::Status status) {
  call.cost.vendor_calls = 1;
  co_return status;
}

// Waits for an hour unless it is cancelled.
Async<v1::GetConnectorResponse> Stuck(absl::Notification* started) {
  SystemClock clock;
  started->Notify();
  absl::Status slept = co_await clock.Sleep(absl::Hours(1));
  if (!slept.ok()) co_return slept;
  co_return v1::GetConnectorResponse();
}

// What one GetConnector gives.
struct Outcome {
  grpc::Status status;
  v1::GetConnectorResponse response;
  std::map<std::string, std::string> trailers;
};

Outcome CallGet(TestServer& server, grpc::ClientContext& context) {
  Outcome outcome;
  outcome.status = v1::ConnectorService::NewStub(server.channel())
                       ->GetConnector(&context, {}, &outcome.response);
  outcome.trailers = Trailers(context);
  return outcome;
}

Outcome CallGet(TestServer& server) {
  grpc::ClientContext context;
  return CallGet(server, context);
}

TEST(RawUnary, SendsTheReplyAndWhatItCost) {
  Scripted service([](Call& call) { return Named(call, "acme"); });
  TestServer server({&service});
  const Outcome outcome = CallGet(server);
  ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  EXPECT_EQ(outcome.response.connector().vendor(), "acme");
  EXPECT_THAT(outcome.trailers, Contains(Pair("hirewire-vendor-calls", "2")));
  EXPECT_THAT(outcome.trailers, Contains(Key("hirewire-request-id")));
}

TEST(RawUnary, AFailedCallCarriesItsReasonAndItsCost) {
  Scripted service([](Call& call) {
    return Failing(call, Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE)
                             .With("vendor", "acme")
                             .RetryAfter(absl::Seconds(3))
                             .Message("no answer"));
  });
  TestServer server({&service});
  const Outcome outcome = CallGet(server);
  EXPECT_EQ(outcome.status.error_code(), grpc::StatusCode::UNAVAILABLE);
  const ErrorDetails details = DetailsOf(outcome.status);
  EXPECT_EQ(details.reason, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(details.retry_after, absl::Seconds(3));
  EXPECT_THAT(details.metadata, Contains(Pair("operation", "GetConnector")));
  EXPECT_EQ(details.metadata.at("request_id"),
            outcome.trailers.at("hirewire-request-id"));
  EXPECT_THAT(outcome.trailers, Contains(Pair("hirewire-vendor-calls", "1")));
}

TEST(RawUnary, AForeignStatusIsHiddenFromTheCallerAndShownToTheObserver) {
  Scripted service([](Call& call) {
    return Failing(call, absl::DataLossError("jane@example.com"));
  });
  TestServer server({&service});
  const Outcome outcome = CallGet(server);
  EXPECT_EQ(DetailsOf(outcome.status).reason, v1::ERROR_REASON_INTERNAL);
  EXPECT_FALSE(absl::StrContains(outcome.status.error_message(), "jane"));
  EXPECT_EQ(server.observer().WaitForCalls(1)[0].status.message(),
            "jane@example.com");
}

TEST(RawUnary, AMethodWithoutHandlerIsOurFault) {
  Scripted service([](Call& call) { return Named(call, "acme"); });
  TestServer server({&service});
  grpc::ClientContext context;
  v1::ListConnectorsResponse response;
  const grpc::Status status = v1::ConnectorService::NewStub(server.channel())
                                  ->ListConnectors(&context, {}, &response);
  EXPECT_EQ(DetailsOf(status).reason, v1::ERROR_REASON_INTERNAL);
}

TEST(RawUnary, TheCallersDeadlineEndsTheWork) {
  absl::Notification started;
  Scripted service([&](Call&) { return Stuck(&started); });
  TestServer server({&service});
  grpc::ClientContext context;
  context.set_deadline(
      absl::ToChronoTime(SystemClock().Now() + absl::Milliseconds(50)));
  EXPECT_EQ(CallGet(server, context).status.error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  // Returns only when the coroutine has ended.
  EXPECT_FALSE(server.observer().WaitForCalls(1)[0].status.ok());
}

TEST(RawUnary, TheDefaultDeadlineEndsTheWorkOfCallersThatGaveNone) {
  absl::Notification started;
  Scripted service([&](Call&) { return Stuck(&started); });
  TestServer server({&service});
  server.host().default_deadline = absl::Milliseconds(20);
  const Outcome outcome = CallGet(server);
  EXPECT_EQ(DetailsOf(outcome.status).reason,
            v1::ERROR_REASON_DEADLINE_EXCEEDED);
}

TEST(RawUnary, ACallerThatGoesAwayCancelsTheWork) {
  absl::Notification started;
  Scripted service([&](Call&) { return Stuck(&started); });
  TestServer server({&service});
  grpc::ClientContext context;
  std::thread caller([&] { CallGet(server, context); });
  started.WaitForNotification();
  context.TryCancel();
  caller.join();
  EXPECT_EQ(server.observer().WaitForCalls(1)[0].status.code(),
            absl::StatusCode::kCancelled);
}

TEST(RawUnary, RefusesNewCallsWhileDraining) {
  Scripted service([](Call& call) { return Named(call, "acme"); });
  TestServer server({&service});
  server.host().draining = true;
  const Outcome outcome = CallGet(server);
  EXPECT_EQ(DetailsOf(outcome.status).reason, v1::ERROR_REASON_SHUTTING_DOWN);
}

TEST(RawUnary, ShutdownCancelsWhatDoesNotEndInTime) {
  absl::Notification started;
  Scripted service([&](Call&) { return Stuck(&started); });
  TestServer server({&service});
  std::thread caller([&] { EXPECT_FALSE(CallGet(server).status.ok()); });
  started.WaitForNotification();
  server.Shutdown(absl::Milliseconds(20));
  caller.join();
  EXPECT_EQ(server.observer().WaitForCalls(1)[0].status.code(),
            absl::StatusCode::kCancelled);
}

TEST(RawUnary, ARefusedReplySaysHowToMakeItShorter) {
  Scripted service(
      [](Call& call) { return Named(call, std::string(100, 'x')); });
  TestServer server({&service});
  server.host().max_reply_bytes = 50;
  const ErrorDetails details = DetailsOf(CallGet(server).status);
  EXPECT_EQ(details.reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(details.metadata.at("field"), "page_size");
}

// Calls GetConnector with arbitrary bytes.
grpc::Status CallWith(TestServer& server, const std::string& bytes) {
  grpc::GenericStub stub(server.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  grpc::Slice slice(bytes);
  auto call = stub.PrepareUnaryCall(
      &context, "/hirewire.v1.ConnectorService/GetConnector",
      grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer reply;
  grpc::Status status;
  call->Finish(&reply, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return status;
}

TEST(RawUnary, BytesThatAreNoMessageAreTheCallersFault) {
  Scripted service([](Call& call) { return Named(call, "acme"); });
  TestServer server({&service});
  const grpc::Status status = CallWith(server, "\xFF\xFF\xFF");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOf(status).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  // And the server serves on.
  EXPECT_TRUE(CallWith(server, "").ok());
}

TEST(RawUnary, AnOversizedRequestIsRefusedAndTheServerServesOn) {
  Scripted service([](Call& call) { return Named(call, "acme"); });
  TestServer server({&service});
  const grpc::Status status = CallWith(server, std::string(5 << 20, 'x'));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(CallWith(server, "").ok());
}

}  // namespace
}  // namespace hirewire::rpc
