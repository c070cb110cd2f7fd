#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/greenhouse/simulator_fixture.h"
#include "testing/simulators/http/test_client.h"

namespace hirewire::sim {
namespace {

class RateLimitTest : public SimulatorFixture {
 protected:
  RateLimitTest() {
    GreenhouseOptions options;
    options.candidates = 10;
    options.rate_limit = 3;
    Restart(options);
  }
};

TEST_F(RateLimitTest, CountsDownWithinAFixedWindow) {
  clock_.Advance(absl::Seconds(10));
  Reply reply = Get("/v3/users");
  EXPECT_EQ(Header(reply, "X-RateLimit-Limit"), "3");
  EXPECT_EQ(Header(reply, "X-RateLimit-Remaining"), "2");
  EXPECT_EQ(Header(reply, "X-RateLimit-Reset"), "1767225630");
  Get("/v3/users");
  Get("/v3/users");
  reply = Get("/v3/users");
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(Header(reply, "Retry-After"), "20");
  EXPECT_EQ(Header(reply, "X-RateLimit-Remaining"), "0");
  EXPECT_EQ(vendor_->Throttled(), 1);
  clock_.Advance(absl::Seconds(19));
  EXPECT_EQ(Get("/v3/users").status, 429);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Get("/v3/users").status, 200);
}

TEST_F(RateLimitTest, MetersRefusedCallsToo) {
  EXPECT_EQ(Get("/v3/users?nonsense=1").status, 422);
  EXPECT_EQ(Header(Get("/v3/users"), "X-RateLimit-Remaining"), "1");
}

TEST_F(RateLimitTest, SpeaksOfTheLimitOnEveryAnswer) {
  for (const char* target :
       {"/v3/users", "/v3/nothing", "/v3/users?nonsense=1"}) {
    const Reply reply = Get(target);
    EXPECT_NE(Header(reply, "X-RateLimit-Limit"), "") << target;
    EXPECT_NE(Header(reply, "x-request-id"), "") << target;
  }
  const Reply reply = Send("GET", "/v3/users", "", "");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(Header(reply, "X-RateLimit-Limit"), "3");
}

TEST_F(RateLimitTest, LeavesTokenRequestsOut) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(AskToken().status, 200);
  EXPECT_EQ(Header(Get("/v3/users"), "X-RateLimit-Remaining"), "2");
}

TEST_F(RateLimitTest, GivesEachCredentialAWindowOfItsOwn) {
  GreenhouseOptions options;
  options.candidates = 10;
  options.rate_limit = 1;
  options.credentials.push_back(
      {.client_id = "other-harvest-v3", .client_secret = "s2"});
  Restart(options);
  EXPECT_EQ(Get("/v3/users").status, 200);
  EXPECT_EQ(Get("/v3/users").status, 429);
  token_ = TokenOf(
      AskToken("grant_type=client_credentials", "other-harvest-v3", "s2"));
  EXPECT_EQ(Get("/v3/users").status, 200);
}

TEST_F(RateLimitTest, DressesInjectedFaultsAsTheVendorWould) {
  ASSERT_TRUE(vendor_->Start().ok());
  vendor_->faults().InjectNext(Fault::kTooManyRequests);
  TestClient client(vendor_->port());
  const WireReply reply = client.Get("/v3/users");
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(reply.Header("X-RateLimit-Limit"), "3");
  EXPECT_EQ(reply.Header("Retry-After"), "1");
  EXPECT_EQ(vendor_->Counts().by_path["/v3/users"], 1);
  EXPECT_EQ(vendor_->Throttled(), 0);
}

}  // namespace
}  // namespace hirewire::sim
