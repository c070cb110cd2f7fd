#include "connectors/traffic/authenticate.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/async/run.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/fake_credential_source.h"
#include "connectors/traffic/fake_exchange.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

constexpr char kUrl[] = "https://api.acme.com/v1/jobs";

class AuthenticateTest : public testing::Test {
 protected:
  AuthenticateTest()
      : inner_(clock_),
        source_(
            std::make_shared<FakeCredentialSource>(clock_, absl::Seconds(2))),
        exchange_(std::make_unique<ExchangeView>(inner_), source_,
                  *http::Url::Parse("https://api.acme.com/v1"), clock_) {
    call_.cost = &cost_;
    call_.request.url = kUrl;
  }

  absl::StatusOr<Answer> Try(bool refreshed = false) {
    return RunSync(
        context_,
        exchange_.Try({.call = &call_,
                       .number = 1,
                       .refreshed = refreshed,
                       .request = call_.request}),
        [this](const auto& done) { clock_.RunUntil(context_, done); });
  }
  std::string Sent(size_t i) {
    const auto value = http::FindHeader(inner_.attempts().at(i).request.headers,
                                        "authorization");
    return value.has_value() ? std::string(*value) : "none";
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  FakeExchange inner_;
  std::shared_ptr<FakeCredentialSource> source_;
  Authenticate exchange_;
  connectors::Cost cost_;
  Call call_;
};

const Verdict kRefused = {.action = Verdict::Action::kRefresh,
                          .status = absl::OkStatus(),
                          .retry_after = std::nullopt};

TEST_F(AuthenticateTest, AddsTheCredentialInPlaceOfAnyOther) {
  inner_.Then(200);
  call_.request.headers = {{"AUTHORIZATION", "Basic left-over"}};
  EXPECT_TRUE(Try().ok());
  EXPECT_EQ(Sent(0), "Bearer token-1");
  EXPECT_EQ(inner_.attempts()[0].request.headers.size(), 1u);
}

TEST_F(AuthenticateTest, TheWaitForATokenIsQueueTime) {
  inner_.Then(200);
  Try().IgnoreError();
  Try().IgnoreError();
  EXPECT_EQ(cost_.queue_time, absl::Seconds(2));
}

TEST_F(AuthenticateTest, ARefusedTokenIsReplaced) {
  inner_.Then(401, kRefused).Then(200);
  EXPECT_EQ(Try()->verdict.action, Verdict::Action::kRefresh);
  EXPECT_EQ(Try(true)->verdict.action, Verdict::Action::kAccept);
  EXPECT_EQ(Sent(1), "Bearer token-2");
}

TEST_F(AuthenticateTest, ASecondRefusalIsFinalAndSpendsNoToken) {
  inner_.Then(401, kRefused);
  Try().IgnoreError();
  EXPECT_EQ(Try(true)->verdict.action, Verdict::Action::kFail);
  Try(false).IgnoreError();
  EXPECT_EQ(source_->refreshes(), 2);
}

TEST_F(AuthenticateTest, ARefusedKeyIsFinalAtOnce) {
  source_->SetFixed();
  inner_.Then(401, kRefused);
  EXPECT_EQ(Try()->verdict.action, Verdict::Action::kFail);
}

TEST_F(AuthenticateTest, AFailureToGetATokenWasNeverSent) {
  source_->SetFailure(
      Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down"));
  const absl::Status status = Try().status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_TRUE(http::NeverSent(status));
  EXPECT_TRUE(inner_.attempts().empty());
}

TEST_F(AuthenticateTest, NothingGoesToAForeignOrigin) {
  for (const char* url : {
           "https://evil.com/v1/jobs",
           "http://api.acme.com/v1/jobs",
           "https://api.acme.com:8443/v1/jobs",
           "https://api.acme.com.evil.com/",
           "https://api.acme.com@evil.com/",
           "https://evil.com\\@api.acme.com/",
           "https://evil.com#@api.acme.com/",
           "//api.acme.com/v1/jobs",
           "/v1/jobs",
           "file:///etc/passwd",
           "",
       }) {
    call_.request.url = url;
    const absl::Status status = Try().status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
        << url;
    EXPECT_FALSE(absl::StrContains(status.message(), "evil")) << url;
  }
  EXPECT_TRUE(inner_.attempts().empty());
  EXPECT_EQ(source_->refreshes(), 0);
}

TEST_F(AuthenticateTest, TheSameOriginInOtherWordsIsFine) {
  inner_.Then(200);
  for (const char* url :
       {"HTTPS://API.ACME.COM/elsewhere", "https://api.acme.com:443/v2?a=b"}) {
    call_.request.url = url;
    EXPECT_TRUE(Try().ok()) << url;
  }
}

}  // namespace
}  // namespace hirewire::traffic
