#include <gtest/gtest.h>

#include "testing/simulators/http/test_client.h"
#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

class LeverRateLimitTest : public LeverFixture {
 protected:
  LeverRateLimitTest() {
    LeverOptions options;
    options.common.candidates = 10;
    options.keys.push_back({.key = "second"});
    Restart(options);
  }

  // How many of so many calls at once are answered.
  int Served(int calls) {
    int served = 0;
    for (int i = 0; i < calls; ++i) served += Get("stages").status == 200;
    return served;
  }
};

TEST_F(LeverRateLimitTest, AllowsABurstAndThenTenASecond) {
  EXPECT_EQ(Served(30), 20);
  clock_.Advance(absl::Milliseconds(99));
  EXPECT_EQ(Served(1), 0);
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(Served(2), 1);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Served(20), 10);
  EXPECT_EQ(vendor_->Throttled(), 10 + 1 + 1 + 10);
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(Served(30), 20);
}

TEST_F(LeverRateLimitTest, RefusesWithoutSayingHowLongToWait) {
  Served(20);
  const Reply reply = Get("stages");
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(Text(reply, "code"), "TooManyRequests");
  EXPECT_EQ(Header(reply, "Retry-After"), "");
}

TEST_F(LeverRateLimitTest, CountsPerKeyAndRefusedCallsToo) {
  for (int i = 0; i < 20; ++i) Get("stages?nonsense=1");
  EXPECT_EQ(Get("stages").status, 429);
  EXPECT_EQ(Send("GET", "/v1/stages", Basic("second")).status, 200);
}

TEST_F(LeverRateLimitTest, ServesRealSocketsAndFaults) {
  ASSERT_TRUE(vendor_->Start().ok());
  EXPECT_EQ(vendor_->login().base_url, vendor_->Origin() + "/v1");
  vendor_->faults().InjectNext(Fault::kServerError);
  TestClient client(vendor_->port());
  const TestClient::Headers key = {
      {"Authorization", Basic(vendor_->login().api_key)}};
  const WireReply broken = client.Get("/v1/stages", key);
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.Header("x-lever-region"), "global");
  EXPECT_EQ(client.Get("/v1/stages", key).status, 200);
  EXPECT_EQ(vendor_->Counts().by_path["/v1/stages"], 2);
}

}  // namespace
}  // namespace hirewire::sim
