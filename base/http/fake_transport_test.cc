#include "base/http/fake_transport.h"

#include <boost/asio/io_context.hpp>
#include <vector>

#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::http {
namespace {

class FakeTransportTest : public testing::Test {
 protected:
  absl::StatusOr<Response> Send(Request request) {
    return RunSync(
        context_, transport_.Send(std::move(request)),
        [this](const auto& done) { clock_.RunUntil(context_, done); });
  }

  static Request Get(absl::Time deadline = absl::InfiniteFuture()) {
    Request request;
    request.url = "https://a.example/";
    request.deadline = deadline;
    return request;
  }

  FakeClock clock_;
  const absl::Time start_ = clock_.Now();
  FakeTransport transport_{clock_};
  boost::asio::io_context context_;
};

TEST_F(FakeTransportTest, PlaysItsScriptInOrder) {
  transport_.Answer(429, "", {{"Retry-After", "2"}})
      .Fail(MarkNeverSent(absl::UnavailableError("refused")))
      .Answer(200, "body", {}, absl::Seconds(3));
  const absl::StatusOr<Response> first = Send(Get());
  EXPECT_EQ(first->status, 429);
  EXPECT_EQ(FindHeader(first->headers, "retry-AFTER"), "2");
  EXPECT_EQ(FindHeader(first->headers, "Other"), std::nullopt);
  EXPECT_TRUE(NeverSent(Send(Get()).status()));
  EXPECT_EQ(Send(Get())->body, "body");
  EXPECT_EQ(clock_.Now() - start_, absl::Seconds(3));
  EXPECT_EQ(transport_.requests().size(), 3u);
  EXPECT_EQ(transport_.queued(), 0u);
}

TEST_F(FakeTransportTest, TheUnexpectedIsNamed) {
  const absl::Status status = Send(Get()).status();
  EXPECT_TRUE(absl::IsInternal(status));
  EXPECT_FALSE(NeverSent(status));
}

TEST_F(FakeTransportTest, AHandlerAnswersWhatTheScriptDoesNot) {
  transport_.Handle([](const Request& request) -> Async<Response> {
    Response response;
    response.status = 200;
    response.body = request.url;
    co_return response;
  });
  EXPECT_EQ(Send(Get())->body, "https://a.example/");
}

TEST_F(FakeTransportTest, TheDeadlineOfARequestHolds) {
  transport_.Answer(200, "", {}, absl::Seconds(10));
  const absl::Status status = Send(Get(start_ + absl::Seconds(1))).status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status));
  EXPECT_EQ(clock_.Now() - start_, absl::Seconds(1));
  EXPECT_EQ(transport_.in_flight(), 0);
}

TEST_F(FakeTransportTest, CancellingFreesTheRequest) {
  transport_.Answer(200, "", {}, absl::Seconds(10));
  absl::Status result;
  const CancelHandle handle =
      Spawn(context_.get_executor(), transport_.Send(Get()),
            [&](absl::StatusOr<Response> r) { result = r.status(); });
  context_.poll();
  EXPECT_EQ(transport_.in_flight(), 1);
  handle.Cancel();
  context_.poll();
  EXPECT_TRUE(absl::IsCancelled(result));
  EXPECT_EQ(transport_.in_flight(), 0);
}

}  // namespace
}  // namespace hirewire::http
