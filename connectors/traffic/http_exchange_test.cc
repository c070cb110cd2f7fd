#include "connectors/traffic/http_exchange.h"

#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/run.h"
#include "base/http/fake_transport.h"
#include "base/http/transport.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/observer.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

struct Recorder : Observer {
  void OnAttempt(const Observation& o) override {
    names.push_back(std::string(o.vendor) + " " + std::string(o.connection) +
                    " " + std::string(o.operation));
    seen.push_back(o);
  }
  std::vector<std::string> names;
  std::vector<Observation> seen;
};

class HttpExchangeTest : public testing::Test {
 protected:
  HttpExchangeTest()
      : transport_(clock_),
        exchange_("acme", "acme-1", transport_, clock_, recorder_) {
    call_.request.url = "https://api.acme.com/v1/jobs?person=canary";
    call_.operation = "acme.jobs.list";
    call_.cost = &cost_;
    call_.classify = [](const http::Response& response) {
      return Verdict{.action = response.status == 200 ? Verdict::Action::kAccept
                                                      : Verdict::Action::kRetry,
                     .status = absl::OkStatus(),
                     .retry_after = std::nullopt};
    };
  }

  absl::StatusOr<Answer> Try(int number = 1) {
    return RunSync(
        context_,
        exchange_.Try({.call = &call_,
                       .number = number,
                       .refreshed = false,
                       .request = call_.request}),
        [this](const auto& done) { clock_.RunUntil(context_, done); });
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  http::FakeTransport transport_;
  Recorder recorder_;
  HttpExchange exchange_;
  connectors::Cost cost_;
  Call call_;
};

TEST_F(HttpExchangeTest, JudgesTheAnswer) {
  transport_.Answer(200, "body").Answer(503);
  EXPECT_EQ(Try()->verdict.action, Verdict::Action::kAccept);
  const absl::StatusOr<Answer> refused = Try();
  EXPECT_EQ(refused->verdict.action, Verdict::Action::kRetry);
  EXPECT_EQ(refused->response.status, 503);
}

TEST_F(HttpExchangeTest, SumsTheCost) {
  transport_.Answer(200, "", {}, absl::Milliseconds(300))
      .Fail(absl::UnavailableError("reset"), absl::Milliseconds(200))
      .Fail(http::MarkNeverSent(absl::UnavailableError("refused")));
  Try().IgnoreError();
  Try().IgnoreError();
  Try().IgnoreError();
  EXPECT_EQ(cost_.vendor_calls, 2) << "one never left";
  EXPECT_EQ(cost_.vendor_time, absl::Milliseconds(500));
}

TEST_F(HttpExchangeTest, TellsTheObserverOfEveryAttempt) {
  transport_.Answer(429, "", {}, absl::Milliseconds(300))
      .Fail(absl::UnavailableError("canary"));
  Try(1).IgnoreError();
  Try(2).IgnoreError();
  ASSERT_EQ(recorder_.seen.size(), 2u);
  EXPECT_EQ(recorder_.names[0], "acme acme-1 acme.jobs.list");
  EXPECT_EQ(recorder_.seen[0].http_status, 429);
  EXPECT_EQ(recorder_.seen[0].latency, absl::Milliseconds(300));
  EXPECT_EQ(recorder_.seen[1].attempt, 2);
  EXPECT_EQ(recorder_.seen[1].http_status, 0);
  EXPECT_EQ(recorder_.seen[1].code, absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace hirewire::traffic
