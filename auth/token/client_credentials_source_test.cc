#include "auth/token/client_credentials_source.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/credential_source.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/http/fake_transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

std::string TokenBody(absl::string_view token, int expires_in = 3600) {
  return absl::StrCat(R"({"token_type":"Bearer","access_token":")", token,
                      R"(","expires_in":)", expires_in, "}");
}

class Source : public testing::Test {
 protected:
  static ClientCredentialsOptions Options() {
    ClientCredentialsOptions options;
    options.token_url = "https://auth.example/token";
    options.vendor = "greenhouse";
    options.connection = "acme";
    return options;
  }

  static ClientCredentials Client() {
    return {Secret("canary-id"), Secret("canary-secret"), {}};
  }

  absl::StatusOr<Credential> Get(absl::Time deadline = absl::InfiniteFuture()) {
    return RunSync(context_, source_->Get(deadline), [this](const auto& done) {
      clock_.RunUntil(context_, done);
    });
  }

  // "Bearer one", or the reason of the failure.
  std::string Header(absl::Time deadline = absl::InfiniteFuture()) {
    const auto credential = Get(deadline);
    if (!credential.ok()) {
      EXPECT_FALSE(absl::StrContains(credential.status().ToString(), "canary"));
      return std::string(ReasonName(ReasonOf(credential.status())));
    }
    return std::string(RevealSecret(credential->header_value));
  }

  // Lets what goes on in the background end.
  void Settle() { clock_.RunToIdle(context_); }

  size_t requests() const { return transport_.requests().size(); }

  FakeClock clock_;
  http::FakeTransport transport_{clock_};
  SeededRandom random_{1};
  boost::asio::io_context context_;
  std::unique_ptr<ClientCredentialsSource> source_ =
      std::make_unique<ClientCredentialsSource>(Client(), Options(),
                                                context_.get_executor(),
                                                transport_, clock_, random_);
};

TEST_F(Source, ObtainsATokenAndUsesItAgain) {
  transport_.Answer(200, TokenBody("one"));
  const auto credential = Get();
  ASSERT_TRUE(credential.ok()) << credential.status();
  EXPECT_EQ(credential->header_name, "Authorization");
  EXPECT_EQ(RevealSecret(credential->header_value), "Bearer one");
  EXPECT_EQ(Header(), "Bearer one");
  clock_.Advance(absl::Minutes(50));
  EXPECT_EQ(Header(), "Bearer one");
  EXPECT_EQ(requests(), 1u);
  EXPECT_EQ(transport_.requests()[0].method, "POST");
}

TEST_F(Source, RenewsAheadOfTheEndWithoutAnybodyWaiting) {
  transport_.Answer(200, TokenBody("one"))
      .Answer(200, TokenBody("two"), {}, absl::Seconds(5));
  ASSERT_EQ(Header(), "Bearer one");
  clock_.Advance(absl::Minutes(54) + absl::Seconds(1));
  const absl::Time asked = clock_.Now();
  EXPECT_EQ(Header(), "Bearer one");
  EXPECT_EQ(Header(), "Bearer one");
  EXPECT_EQ(clock_.Now(), asked);
  Settle();
  EXPECT_EQ(Header(), "Bearer two");
  EXPECT_EQ(requests(), 2u);
}

TEST_F(Source, NotEvenOneTokenLapsesOverADay) {
  int tokens = 0;
  transport_.Handle([&](const http::Request&) -> Async<http::Response> {
    http::Response response;
    response.status = 200;
    response.body = TokenBody(absl::StrCat("t", ++tokens));
    co_return response;
  });
  ASSERT_EQ(Header(), "Bearer t1");
  for (int minute = 0; minute < 24 * 60; ++minute) {
    clock_.Advance(absl::Minutes(1));
    const absl::Time asked = clock_.Now();
    ASSERT_NE(Header().find("Bearer"), std::string::npos);
    ASSERT_EQ(clock_.Now(), asked);
    Settle();
  }
  // One per 54 or 55 minutes.
  EXPECT_GE(tokens, 26);
  EXPECT_LE(tokens, 28);
}

TEST_F(Source, AShortTokenKeepsHalfItsLife) {
  transport_.Answer(200, TokenBody("one", 20)).Answer(200, TokenBody("two"));
  ASSERT_EQ(Header(), "Bearer one");
  clock_.Advance(absl::Seconds(9));
  EXPECT_EQ(Header(), "Bearer one");
  Settle();
  EXPECT_EQ(requests(), 1u);
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(Header(), "Bearer one");
  Settle();
  EXPECT_EQ(Header(), "Bearer two");
}

TEST_F(Source, TheOldTokenServesWhileRenewalFails) {
  transport_.Answer(200, TokenBody("one"))
      .Answer(503)
      .Answer(401, R"({"error":"invalid_client"})")
      .Answer(200, TokenBody("two"));
  ASSERT_EQ(Header(), "Bearer one");
  clock_.Advance(absl::Minutes(55));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Header(), "Bearer one");
    Settle();
  }
  // A failed attempt is not repeated at once.
  EXPECT_EQ(requests(), 2u);
  clock_.Advance(absl::Seconds(11));
  EXPECT_EQ(Header(), "Bearer one");
  Settle();
  EXPECT_EQ(requests(), 3u);
  clock_.Advance(absl::Seconds(11));
  EXPECT_EQ(Header(), "Bearer one");
  Settle();
  EXPECT_EQ(Header(), "Bearer two");
}

TEST_F(Source, AfterTheEndOfTheOldTokenTheFailureShows) {
  transport_.Answer(200, TokenBody("one"))
      .Answer(503)
      .Answer(401, R"({"error":"invalid_client","hint":"canary-id"})");
  ASSERT_EQ(Header(), "Bearer one");
  clock_.Advance(absl::Minutes(61));
  EXPECT_EQ(Header(), "VENDOR_UNAVAILABLE");
  EXPECT_EQ(Header(), "CREDENTIALS_REJECTED");
}

TEST_F(Source, ManyWhoAskAtOnceShareOneRequest) {
  transport_.Answer(200, TokenBody("one"), {}, absl::Seconds(1));
  int served = 0;
  for (int i = 0; i < 64; ++i) {
    Spawn(context_.get_executor(), source_->Get(absl::InfiniteFuture()),
          [&](absl::StatusOr<Credential> got) {
            ASSERT_TRUE(got.ok()) << got.status();
            EXPECT_EQ(RevealSecret(got->header_value), "Bearer one");
            ++served;
          });
  }
  Settle();
  EXPECT_EQ(served, 64);
  EXPECT_EQ(requests(), 1u);
}

TEST_F(Source, ACallersDeadlineEndsItsWaitButNotTheRequest) {
  transport_.Answer(200, TokenBody("one"), {}, absl::Seconds(10));
  const absl::Time start = clock_.Now();
  EXPECT_EQ(Header(start + absl::Seconds(2)), "DEADLINE_EXCEEDED");
  EXPECT_EQ(clock_.Now(), start + absl::Seconds(2));
  EXPECT_EQ(Header(), "Bearer one");
  EXPECT_EQ(requests(), 1u);
}

TEST_F(Source, ACancelledCallerLeavesTheRequestToTheOthers) {
  transport_.Answer(200, TokenBody("one"), {}, absl::Seconds(10));
  absl::Status first;
  const CancelHandle handle =
      Spawn(context_.get_executor(), source_->Get(absl::InfiniteFuture()),
            [&](absl::StatusOr<Credential> got) { first = got.status(); });
  context_.poll();
  handle.Cancel();
  EXPECT_EQ(Header(), "Bearer one");
  EXPECT_EQ(ReasonOf(first), v1::ERROR_REASON_CANCELLED) << first;
  EXPECT_EQ(requests(), 1u);
}

TEST_F(Source, ARequestThatHangsIsTheVendorsFault) {
  transport_.Answer(200, TokenBody("one"), {}, absl::Hours(1));
  EXPECT_EQ(Header(), "VENDOR_UNAVAILABLE");
}

TEST_F(Source, ARefusedTokenIsReplacedOnceHoweverManyComplain) {
  transport_.Answer(200, TokenBody("one")).Answer(200, TokenBody("two"));
  const uint64_t generation = Get()->generation;
  EXPECT_TRUE(source_->Invalidate(generation));
  EXPECT_TRUE(source_->Invalidate(generation));
  EXPECT_EQ(Header(), "Bearer two");
  EXPECT_NE(Get()->generation, generation);
  // The complaint of a slow call about the token before.
  EXPECT_TRUE(source_->Invalidate(generation));
  EXPECT_EQ(Header(), "Bearer two");
  EXPECT_EQ(requests(), 2u);
}

TEST_F(Source, EveryFailureSaysWhoseItIs) {
  transport_.Fail(absl::UnavailableError("connection refused"))
      .Fail(absl::ResourceExhaustedError("too large"))
      .Fail(absl::InvalidArgumentError("no URL"))
      .Answer(200, "<html>canary-id</html>")
      .Answer(302, "", {{"Location", "https://elsewhere.example/"}})
      .Answer(401, R"({"error":"invalid_client"})");
  EXPECT_EQ(Header(), "VENDOR_UNAVAILABLE");
  EXPECT_EQ(Header(), "VENDOR_RESPONSE_INVALID");
  EXPECT_EQ(Header(), "INTERNAL");
  EXPECT_EQ(Header(), "VENDOR_RESPONSE_INVALID");
  EXPECT_EQ(Header(), "VENDOR_RESPONSE_INVALID");
  const auto details = DetailsOf(Get().status());
  EXPECT_EQ(details->reason, v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(details->metadata.at("vendor"), "greenhouse");
  EXPECT_EQ(details->metadata.at("connection"), "acme");
  EXPECT_EQ(details->metadata.at("http_status"), "401");
}

TEST_F(Source, MayGoWhileARequestIsUnderWay) {
  transport_.Answer(200, TokenBody("one"), {}, absl::Seconds(1));
  absl::Status got = absl::UnknownError("nothing yet");
  Spawn(context_.get_executor(), source_->Get(absl::InfiniteFuture()),
        [&](absl::StatusOr<Credential> result) { got = result.status(); });
  context_.poll();
  source_.reset();
  Settle();
  EXPECT_EQ(got, absl::OkStatus());
}

}  // namespace
}  // namespace hirewire::auth
