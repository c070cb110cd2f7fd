#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/system_clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/raw_unary.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::rpc {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::Pair;

using Messages = TypedSink<v1::WatchConnectionsResponse>;

// Answers WatchConnections with what the test says.
class Scripted : public TypedService {
 public:
  using Handler = std::function<AsyncStatus(Call&, Messages)>;

  explicit Scripted(Handler handler) : TypedService("hirewire.v1.AuthService") {
    OnStream<v1::WatchConnectionsRequest, v1::WatchConnectionsResponse>(
        [handler](Call& call, const v1::WatchConnectionsRequest&,
                  Messages sink) { return handler(call, sink); });
  }
};

v1::WatchConnectionsResponse Numbered(int number, size_t padding = 0) {
  v1::WatchConnectionsResponse response;
  response.set_resume_token(absl::StrCat(number, std::string(padding, ' ')));
  return response;
}

AsyncStatus Count(Call& call, Messages sink, int to, absl::Status end) {
  call.cost.vendor_calls = 3;
  for (int i = 1; i <= to; ++i) {
    HW_CO_RETURN_IF_ERROR(co_await sink.Send(Numbered(i)));
  }
  co_return end;
}

// Sends one message and waits for an hour unless it is cancelled.
AsyncStatus OneAndStuck(Messages sink, absl::Notification* started) {
  HW_CO_RETURN_IF_ERROR(co_await sink.Send(Numbered(1)));
  SystemClock clock;
  started->Notify();
  co_return co_await clock.Sleep(absl::Hours(1));
}

// Sends large messages until that fails; tells how many it could begin.
AsyncStatus Flood(Messages sink, std::atomic<int>* begun) {
  constexpr size_t kLarge = 256 << 10;
  while (true) {
    ++*begun;
    HW_CO_RETURN_IF_ERROR(co_await sink.Send(Numbered(*begun, kLarge)));
  }
}

// One WatchConnections as a caller sees it.
class Watch {
 public:
  explicit Watch(TestServer& server)
      : stub_(v1::AuthService::NewStub(server.channel())) {}

  Watch& Start() {
    reader_ = stub_->WatchConnections(&context, {});
    return *this;
  }
  // The number of the next message; 0 at the end.
  int Next() {
    v1::WatchConnectionsResponse response;
    return reader_->Read(&response) ? std::stoi(response.resume_token()) : 0;
  }
  std::vector<int> All() {
    std::vector<int> all;
    for (int next = Next(); next != 0; next = Next()) all.push_back(next);
    return all;
  }
  grpc::Status Finish() { return reader_->Finish(); }
  void WaitUntilOpen() { reader_->WaitForInitialMetadata(); }

  grpc::ClientContext context;

 private:
  std::unique_ptr<v1::AuthService::Stub> stub_;
  std::unique_ptr<grpc::ClientReader<v1::WatchConnectionsResponse>> reader_;
};

TEST(RawStream, SendsAllMessagesInOrderAndWhatTheyCost) {
  Scripted service([](Call& call, Messages sink) {
    return Count(call, sink, 3, absl::OkStatus());
  });
  TestServer server({&service});
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre(1, 2, 3));
  EXPECT_TRUE(watch.Finish().ok());
  EXPECT_THAT(Trailers(watch.context),
              Contains(Pair("hirewire-vendor-calls", "3")));
  EXPECT_THAT(Trailers(watch.context), Contains(Key("hirewire-request-id")));
  EXPECT_THAT(Trailers(watch.context),
              Contains(Pair("hirewire-own-time-ms", "0.000")));
  EXPECT_TRUE(server.observer().WaitForCalls(1)[0].status.ok());
}

TEST(RawStream, AFailureComesBehindTheMessagesAndCarriesItsReason) {
  Scripted service([](Call& call, Messages sink) {
    return Count(call, sink, 2,
                 Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down"));
  });
  TestServer server({&service});
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre(1, 2));
  const ErrorDetails details = DetailsOf(watch.Finish());
  EXPECT_EQ(details.reason, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(details.metadata.at("operation"), "WatchConnections");
  EXPECT_EQ(details.metadata.at("request_id"),
            Trailers(watch.context).at("hirewire-request-id"));
}

TEST(RawStream, ACallerWithoutADeadlineHasNone) {
  absl::Time deadline;
  Scripted service([&](Call& call, Messages sink) {
    deadline = call.deadline;
    return Count(call, sink, 1, absl::OkStatus());
  });
  TestServer server({&service});
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre(1));
  EXPECT_EQ(deadline, absl::InfiniteFuture());
}

TEST(RawStream, TheCallersDeadlineEndsIt) {
  absl::Notification started;
  Scripted service(
      [&](Call&, Messages sink) { return OneAndStuck(sink, &started); });
  TestServer server({&service});
  Watch watch(server);
  watch.context.set_deadline(
      absl::ToChronoTime(SystemClock().Now() + absl::Milliseconds(100)));
  watch.Start().All();
  EXPECT_EQ(watch.Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // On a slow machine it may have passed before the call arrived.
  if (!started.HasBeenNotified()) return;
  EXPECT_FALSE(server.observer().WaitForCalls(1)[0].status.ok());
}

TEST(RawStream, ACallerThatGoesAwayEndsIt) {
  absl::Notification started;
  Scripted service(
      [&](Call&, Messages sink) { return OneAndStuck(sink, &started); });
  TestServer server({&service});
  Watch watch(server);
  EXPECT_EQ(watch.Start().Next(), 1);
  started.WaitForNotification();
  watch.context.TryCancel();
  EXPECT_EQ(server.observer().WaitForCalls(1)[0].status.code(),
            absl::StatusCode::kCancelled);
}

TEST(RawStream, IsOpenBeforeAnythingWasSent) {
  absl::Notification started;
  Scripted service([&](Call&, Messages) -> AsyncStatus {
    SystemClock clock;
    started.Notify();
    co_return co_await clock.Sleep(absl::Hours(1));
  });
  TestServer server({&service});
  Watch watch(server);
  watch.Start().WaitUntilOpen();
  started.WaitForNotification();
}

TEST(RawStream, ADrainEndsItAtOnceAndSaysWhy) {
  absl::Notification started;
  Scripted service(
      [&](Call&, Messages sink) { return OneAndStuck(sink, &started); });
  TestServer server({&service});
  Watch watch(server);
  EXPECT_EQ(watch.Start().Next(), 1);
  started.WaitForNotification();
  // Would last for an hour if it waited for the stream.
  server.Shutdown(absl::Hours(1));
  EXPECT_EQ(watch.Next(), 0);
  EXPECT_EQ(DetailsOf(watch.Finish()).reason, v1::ERROR_REASON_SHUTTING_DOWN);
  EXPECT_EQ(server.host().streams.size(), 0u);
}

TEST(RawStream, IsRefusedWhileDraining) {
  Scripted service([](Call& call, Messages sink) {
    return Count(call, sink, 1, absl::OkStatus());
  });
  TestServer server({&service});
  server.host().draining = true;
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre());
  EXPECT_EQ(DetailsOf(watch.Finish()).reason, v1::ERROR_REASON_SHUTTING_DOWN);
}

TEST(RawStream, WaitsForACallerThatReadsSlowly) {
  std::atomic<int> begun = 0;
  Scripted service([&](Call&, Messages sink) { return Flood(sink, &begun); });
  TestServer server({&service});
  Watch watch(server);
  watch.Start();
  for (int i = 1; i <= 200; ++i) ASSERT_EQ(watch.Next(), i);
  // 50 MB were read; had nothing been held back, there were many more by now.
  EXPECT_LT(begun, 300);
  watch.context.TryCancel();
  EXPECT_EQ(server.observer().WaitForCalls(1)[0].status.code(),
            absl::StatusCode::kCancelled);
}

TEST(RawStream, ACallerThatDoesNotReadAtAllHoldsNoDrainUpForLong) {
  std::atomic<int> begun = 0;
  Scripted service([&](Call&, Messages sink) { return Flood(sink, &begun); });
  TestServer server({&service});
  Watch watch(server);
  watch.Start();
  while (begun < 2) std::this_thread::yield();
  server.Shutdown(absl::Milliseconds(50));
  EXPECT_FALSE(server.observer().WaitForCalls(1)[0].status.ok());
}

TEST(RawStream, AMessageThatIsTooLongIsRefused) {
  Scripted service(
      [](Call&, Messages sink) { return sink.Send(Numbered(1, 100)); });
  TestServer server({&service});
  server.host().max_reply_bytes = 50;
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre());
  EXPECT_EQ(DetailsOf(watch.Finish()).reason,
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST(RawStream, AMethodWithoutHandlerIsOurFault) {
  TypedService service("hirewire.v1.AuthService");
  TestServer server({&service});
  Watch watch(server);
  EXPECT_THAT(watch.Start().All(), ElementsAre());
  EXPECT_EQ(DetailsOf(watch.Finish()).reason, v1::ERROR_REASON_INTERNAL);
}

TEST(RawStream, ManyAtOnceNeedNoThreadsOfTheirOwn) {
  constexpr size_t kStreams = 500;
  Scripted service([](Call&, Messages) -> AsyncStatus {
    SystemClock clock;
    co_return co_await clock.Sleep(absl::Hours(1));
  });
  TestServer server({&service});
  std::vector<std::unique_ptr<Watch>> watches;
  for (size_t i = 0; i < kStreams; ++i) {
    watches.push_back(std::make_unique<Watch>(server));
    watches.back()->Start();
  }
  while (server.host().streams.size() < kStreams) std::this_thread::yield();
  server.Shutdown(absl::Hours(1));
  for (const auto& watch : watches) {
    EXPECT_EQ(DetailsOf(watch->Finish()).reason,
              v1::ERROR_REASON_SHUTTING_DOWN);
  }
  EXPECT_EQ(server.observer().WaitForCalls(kStreams).size(), kStreams);
}

// The end of a stream and the end of the server come at the same time.
TEST(RawStream, StreamsThatBeginDuringADrainEndToo) {
  for (int round = 0; round < 20; ++round) {
    absl::Notification started;
    Scripted service([&](Call&, Messages) -> AsyncStatus {
      SystemClock clock;
      co_return co_await clock.Sleep(absl::Hours(1));
    });
    TestServer server({&service});
    std::vector<std::thread> callers;
    for (int i = 0; i < 4; ++i) {
      callers.emplace_back([&] {
        Watch watch(server);
        EXPECT_THAT(watch.Start().All(), ElementsAre());
        EXPECT_FALSE(watch.Finish().ok());
      });
    }
    server.Shutdown(absl::Hours(1));
    for (std::thread& caller : callers) caller.join();
  }
}

}  // namespace
}  // namespace hirewire::rpc
