#include "connectors/traffic/retry.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/http/transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/attempt_limit.h"
#include "connectors/traffic/backoff.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/fake_exchange.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

Verdict Says(Verdict::Action action, v1::ErrorReason reason,
             std::optional<absl::Duration> retry_after = std::nullopt) {
  return {.action = action,
          .status = Error(reason).Message("the vendor said so"),
          .retry_after = retry_after};
}
const Verdict kDown =
    Says(Verdict::Action::kRetry, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
const Verdict kRefused =
    Says(Verdict::Action::kRefresh, v1::ERROR_REASON_CREDENTIALS_REJECTED);

class RetryTest : public testing::Test {
 protected:
  RetryTest()
      : random_(3),
        inner_(clock_),
        retry_("acme", "acme-1", std::make_unique<ExchangeView>(inner_),
               Backoff(random_), AttemptLimit(), clock_) {
    call_.operation = "acme.jobs.list";
    call_.cost = &cost_;
  }

  absl::StatusOr<http::Response> Send() {
    return RunSync(context_, retry_.Send(call_), [this](const auto& done) {
      clock_.RunUntil(context_, done);
    });
  }
  size_t attempts() const { return inner_.attempts().size(); }

  boost::asio::io_context context_;
  FakeClock clock_;
  SeededRandom random_;
  FakeExchange inner_;
  Retry retry_;
  connectors::Cost cost_;
  Call call_;
};

TEST_F(RetryTest, AGoodAnswerIsTheAnswer) {
  inner_.Then(200);
  EXPECT_EQ(Send()->status, 200);
  EXPECT_EQ(cost_.retries, 0);
}

TEST_F(RetryTest, RepeatsUntilItWorks) {
  inner_.Then(500, kDown).Fail(absl::UnavailableError("reset")).Then(200);
  EXPECT_EQ(Send()->status, 200);
  EXPECT_EQ(cost_.retries, 2);
  EXPECT_EQ(cost_.queue_time, inner_.times()[2] - inner_.times()[0]);
  EXPECT_EQ(inner_.attempts()[2].number, 3);
}

TEST_F(RetryTest, GivesUpAfterFiveAttempts) {
  inner_.Then(503, kDown);
  const absl::Status status = Send().status();
  EXPECT_EQ(attempts(), 5u);
  EXPECT_EQ(cost_.retries, 4);
  const auto details = DetailsOf(status);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->reason, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_TRUE(details->retry_after.has_value());
  EXPECT_EQ(details->metadata.at("vendor"), "acme");
  EXPECT_EQ(details->metadata.at("connection"), "acme-1");
  EXPECT_EQ(details->metadata.at("operation"), "acme.jobs.list");
  EXPECT_EQ(details->metadata.at("http_status"), "503");
}

TEST_F(RetryTest, AVerdictMayAllowFewerRetries) {
  Verdict gone =
      Says(Verdict::Action::kRetry, v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
  gone.most_retries = 1;
  inner_.Then(404, gone);
  EXPECT_EQ(ReasonOf(Send().status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
  EXPECT_EQ(attempts(), 2u);
  EXPECT_EQ(cost_.retries, 1);
}

TEST_F(RetryTest, AFinalAnswerIsNotRepeated) {
  inner_.Then(422,
              Says(Verdict::Action::kFail, v1::ERROR_REASON_VENDOR_REFUSED));
  EXPECT_EQ(ReasonOf(Send().status()), v1::ERROR_REASON_VENDOR_REFUSED);
  EXPECT_EQ(attempts(), 1u);
}

TEST_F(RetryTest, AVendorOutOfReachIsUnavailable) {
  inner_.Fail(absl::UnavailableError("no route"));
  const absl::Status status = Send().status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_TRUE(DetailsOf(status)->retry_after.has_value());
  EXPECT_EQ(attempts(), 5u);
}

TEST_F(RetryTest, FailuresThatRepeatingCannotMendAreNotRepeated) {
  for (const absl::Status& failure :
       {absl::ResourceExhaustedError("2 GB"), absl::CancelledError("gone"),
        absl::DeadlineExceededError("late"),
        absl::InvalidArgumentError("header"),
        Error(v1::ERROR_REASON_QUOTA_EXHAUSTED).Message("spent"),
        Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("no")}) {
    FakeExchange inner(clock_);
    inner.Fail(failure);
    Retry retry("acme", "acme-1", std::make_unique<ExchangeView>(inner),
                Backoff(random_), AttemptLimit(), clock_);
    const auto result = RunSync(context_, retry.Send(call_));
    EXPECT_NE(ReasonOf(result.status()), v1::ERROR_REASON_UNSPECIFIED);
    EXPECT_EQ(inner.attempts().size(), 1u) << failure;
  }
}

TEST_F(RetryTest, AWriteIsNeverRepeatedAfterItMayHaveLeft) {
  call_.idempotent = false;
  inner_.Fail(absl::UnavailableError("reset")).Then(200);
  EXPECT_EQ(ReasonOf(Send().status()), v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(attempts(), 1u);
}

TEST_F(RetryTest, AWriteIsNotRepeatedAfterAServerError) {
  call_.idempotent = false;
  inner_.Then(503, kDown).Then(200);
  EXPECT_FALSE(Send().ok());
  EXPECT_EQ(attempts(), 1u);
}

TEST_F(RetryTest, AWriteThatDidNothingIsRepeated) {
  call_.idempotent = false;
  inner_.Fail(http::MarkNeverSent(absl::UnavailableError("refused")))
      .Then(429,
            Says(Verdict::Action::kRetry, v1::ERROR_REASON_QUOTA_EXHAUSTED))
      .Then(401, kRefused)
      .Then(200);
  EXPECT_TRUE(Send().ok());
}

TEST_F(RetryTest, WaitsAsLongAsTheVendorAsks) {
  inner_
      .Then(429, Says(Verdict::Action::kRetry, v1::ERROR_REASON_QUOTA_EXHAUSTED,
                      absl::Seconds(45)))
      .Then(200);
  EXPECT_TRUE(Send().ok());
  EXPECT_EQ(cost_.queue_time, absl::Seconds(45));
}

TEST_F(RetryTest, AWaitBeyondTheDeadlineFailsAtOnce) {
  const absl::Time start = clock_.Now();
  call_.request.deadline = start + absl::Seconds(10);
  inner_.Then(429, Says(Verdict::Action::kRetry,
                        v1::ERROR_REASON_QUOTA_EXHAUSTED, absl::Seconds(45)));
  const absl::Status status = Send().status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_EQ(DetailsOf(status)->retry_after, absl::Seconds(45));
  EXPECT_EQ(clock_.Now(), start);
}

TEST_F(RetryTest, ARefreshedCredentialIsTriedAtOnceAndOnce) {
  inner_.Then(401, kRefused);
  const absl::Time start = clock_.Now();
  EXPECT_EQ(ReasonOf(Send().status()), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(attempts(), 2u);
  EXPECT_FALSE(inner_.attempts()[0].refreshed);
  EXPECT_TRUE(inner_.attempts()[1].refreshed);
  EXPECT_EQ(clock_.Now(), start);
}

TEST_F(RetryTest, ARefreshCountsAgainstNoLimit) {
  inner_.Then(401, kRefused).Then(503, kDown);
  EXPECT_FALSE(Send().ok());
  EXPECT_EQ(attempts(), 6u);
}

TEST_F(RetryTest, ADeadlineInThePastCostsNothing) {
  call_.request.deadline = clock_.Now();
  EXPECT_EQ(ReasonOf(Send().status()), v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_EQ(attempts(), 0u);
}

TEST_F(RetryTest, ACancelledBackoffEndsAtOnce) {
  inner_.Then(503, Says(Verdict::Action::kRetry,
                        v1::ERROR_REASON_VENDOR_UNAVAILABLE, absl::Minutes(1)));
  std::optional<absl::Status> ended;
  const CancelHandle handle =
      Spawn(context_.get_executor(), retry_.Send(call_),
            [&ended](absl::StatusOr<http::Response> r) { ended = r.status(); });
  clock_.RunToIdle(context_, absl::Seconds(5));
  EXPECT_FALSE(ended.has_value());
  handle.Cancel();
  clock_.RunToIdle(context_, absl::ZeroDuration());
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ReasonOf(*ended), v1::ERROR_REASON_CANCELLED);
  EXPECT_EQ(attempts(), 1u);
}

}  // namespace
}  // namespace hirewire::traffic
