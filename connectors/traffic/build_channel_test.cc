// All layers together, over a fake wire.
#include "connectors/traffic/build_channel.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/async/spawn.h"
#include "base/http/fake_transport.h"
#include "base/http/transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/budget.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/concurrency_budget.h"
#include "connectors/traffic/fake_credential_source.h"
#include "connectors/traffic/limiter.h"
#include "connectors/traffic/observer.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

struct Silent : Observer {
  void OnAttempt(const Observation&) override {}
};

Verdict Judge(const http::Response& response) {
  switch (response.status) {
    case 200:
      return {};
    case 401:
      return {
          .action = Verdict::Action::kRefresh,
          .status =
              Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("refused"),
          .retry_after = std::nullopt};
    default:
      return {
          .action = Verdict::Action::kRetry,
          .status = Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down"),
          .retry_after = std::nullopt};
  }
}

// One call and all that belongs to it.
struct Running {
  Call call;
  connectors::Cost cost;
  std::optional<absl::StatusOr<http::Response>> result;
  CancelHandle handle;
};

class BuildChannelTest : public testing::Test {
 protected:
  BuildChannelTest()
      : random_(5),
        transport_(clock_),
        source_(std::make_shared<FakeCredentialSource>(
            clock_, absl::Milliseconds(100))) {
    std::vector<std::unique_ptr<Budget>> budgets;
    budgets.push_back(std::make_unique<ConcurrencyBudget>(2));
    channel_ = *BuildChannel(
        {.vendor = "acme",
         .connection = "acme-1",
         .base_url = "https://api.acme.com/v1",
         .credentials = source_,
         .limiter = std::make_shared<Limiter>(clock_, std::move(budgets)),
         .transport = &transport_,
         .clock = &clock_,
         .random = &random_,
         .observer = &observer_});
  }

  std::unique_ptr<Running> Start(
      std::string url = "https://api.acme.com/v1/jobs") {
    auto running = std::make_unique<Running>();
    running->call.request.url = std::move(url);
    running->call.operation = "acme.jobs.list";
    running->call.classify = Judge;
    running->call.cost = &running->cost;
    running->handle =
        Spawn(context_.get_executor(), channel_->Send(running->call),
              [r = running.get()](auto result) {
                r->result.emplace(std::move(result));
              });
    return running;
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  SeededRandom random_;
  http::FakeTransport transport_;
  Silent observer_;
  std::shared_ptr<FakeCredentialSource> source_;
  std::unique_ptr<Channel> channel_;
};

TEST_F(BuildChannelTest, TwoRefusalsAtOnceCostOneRefresh) {
  // The first token has expired at the vendor, the second is good.
  transport_.Handle([this](
                        const http::Request& request) -> Async<http::Response> {
    const bool good =
        *http::FindHeader(request.headers, "Authorization") == "Bearer token-2";
    const absl::Status slept = co_await clock_.Sleep(absl::Milliseconds(50));
    if (!slept.ok()) co_return slept;
    co_return http::Response{
        .status = good ? 200 : 401, .headers = {}, .body = ""};
  });
  const auto a = Start();
  const auto b = Start();
  clock_.RunToIdle(context_);
  EXPECT_TRUE(a->result->ok());
  EXPECT_TRUE(b->result->ok());
  EXPECT_EQ(source_->refreshes(), 2) << "the first one and one more";
  EXPECT_EQ(transport_.requests().size(), 4u);
}

TEST_F(BuildChannelTest, RefusedTwiceIsRejected) {
  transport_.Answer(401).Answer(401);
  const auto call = Start();
  clock_.RunToIdle(context_);
  EXPECT_EQ(ReasonOf(call->result->status()),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(transport_.requests().size(), 2u);
}

TEST_F(BuildChannelTest, SumsUpWhatACallCost) {
  transport_.Answer(500, "", {}, absl::Milliseconds(300))
      .Fail(absl::UnavailableError("reset"), absl::Milliseconds(200))
      .Answer(401, "", {}, absl::Milliseconds(50))
      .Answer(200, "body", {}, absl::Milliseconds(400));
  const absl::Time start = clock_.Now();
  const auto call = Start();
  clock_.RunToIdle(context_);
  ASSERT_TRUE(call->result->ok());
  EXPECT_EQ((*call->result)->body, "body");
  EXPECT_EQ(call->cost.vendor_calls, 4);
  EXPECT_EQ(call->cost.retries, 3);
  EXPECT_EQ(call->cost.vendor_time, absl::Milliseconds(950));
  EXPECT_EQ(call->cost.vendor_time + call->cost.queue_time,
            clock_.Now() - start)
      << "no moment is lost or counted twice";
}

TEST_F(BuildChannelTest, ACancelledCallFreesItsPermit) {
  transport_.Handle([this](const http::Request&) -> Async<http::Response> {
    const absl::Status slept = co_await clock_.Sleep(absl::Minutes(1));
    if (!slept.ok()) co_return slept;
    co_return http::Response{.status = 200, .headers = {}, .body = ""};
  });
  const auto a = Start();
  const auto b = Start();
  const auto c = Start();
  clock_.RunToIdle(context_, absl::Seconds(10));
  EXPECT_EQ(transport_.in_flight(), 2);
  EXPECT_EQ(transport_.requests().size(), 2u);
  a->handle.Cancel();
  clock_.RunToIdle(context_, absl::ZeroDuration());
  EXPECT_EQ(ReasonOf(a->result->status()), v1::ERROR_REASON_CANCELLED);
  EXPECT_EQ(transport_.requests().size(), 3u) << "the third one takes over";
  clock_.RunToIdle(context_);
  EXPECT_TRUE(b->result->ok());
  EXPECT_TRUE(c->result->ok());
}

TEST_F(BuildChannelTest, ATokenEndpointThatIsDownIsTriedAgain) {
  source_->SetFailure(
      Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("no tokens"));
  transport_.Answer(200);
  const auto call = Start();
  call->call.idempotent = false;
  clock_.RunToIdle(context_, absl::ZeroDuration());
  source_->SetFailure(absl::OkStatus());
  clock_.RunToIdle(context_);
  EXPECT_TRUE(call->result->ok());
  EXPECT_EQ(call->cost.vendor_calls, 1);
}

TEST_F(BuildChannelTest, AForeignLinkIsNotFollowed) {
  const auto call = Start("https://evil.com/v1/jobs?cursor=2");
  clock_.RunToIdle(context_);
  EXPECT_EQ(ReasonOf(call->result->status()),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  EXPECT_TRUE(transport_.requests().empty());
  EXPECT_EQ(call->cost.vendor_calls, 0);
}

TEST_F(BuildChannelTest, ManyCallsAtATimeKeepToTheBudget) {
  transport_.Handle([this](const http::Request&) -> Async<http::Response> {
    const absl::Status slept = co_await clock_.Sleep(absl::Milliseconds(10));
    if (!slept.ok()) co_return slept;
    co_return http::Response{.status = 200, .headers = {}, .body = ""};
  });
  std::vector<std::unique_ptr<Running>> calls;
  for (int i = 0; i < 1000; ++i) calls.push_back(Start());
  clock_.RunToIdle(context_);
  for (const auto& call : calls) EXPECT_TRUE(call->result->ok());
  EXPECT_EQ(transport_.max_in_flight(), 2);
}

TEST(BuildChannel, RefusesABaseUrlThatIsNone) {
  FakeClock clock;
  const auto channel = BuildChannel({.vendor = "acme",
                                     .connection = "acme-1",
                                     .base_url = "api.acme.com",
                                     .credentials = nullptr,
                                     .limiter = nullptr,
                                     .transport = nullptr,
                                     .clock = &clock,
                                     .random = nullptr,
                                     .observer = nullptr});
  EXPECT_EQ(ReasonOf(channel.status()), v1::ERROR_REASON_ARGUMENT_INVALID);
}

}  // namespace
}  // namespace hirewire::traffic
