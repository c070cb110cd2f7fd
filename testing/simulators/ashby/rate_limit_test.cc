#include <gtest/gtest.h>

#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbyRateLimitTest : public AshbyFixture {
 protected:
  AshbyRateLimitTest() { Restart(ThreeAMinute()); }

  static AshbyOptions ThreeAMinute() {
    AshbyOptions options;
    options.candidates = 10;
    options.rate_limit = 3;
    return options;
  }
  void UseUp() {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(CodeOf(Call("user.list")), "");
  }
};

TEST_F(AshbyRateLimitTest, RefusesByStatusUntilTheWindowEnds) {
  clock_.Advance(absl::Seconds(10));
  UseUp();
  const Reply reply = Call("user.list");
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(CodeOf(reply), "rate_limit_exceeded");
  EXPECT_EQ(Header(reply, "Retry-After"), "");
  EXPECT_EQ(vendor_->Throttled(), 1);
  clock_.Advance(absl::Seconds(49));
  EXPECT_EQ(Call("user.list").status, 429);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Call("user.list").status, 200);
}

TEST_F(AshbyRateLimitTest, RefusesInTheEnvelopeWhereSetUpSo) {
  AshbyOptions options = ThreeAMinute();
  options.throttles = AshbyRefusal::kEnvelope;
  options.retry_after = true;
  Restart(options);
  UseUp();
  const Reply reply = Call("user.list");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(CodeOf(reply), "rate_limit_exceeded");
  EXPECT_EQ(Header(reply, "Retry-After"), "60");
}

TEST_F(AshbyRateLimitTest, MetersRefusedCallsButNotStrangers) {
  for (int i = 0; i < 5; ++i) {
    Request stranger = To("user.list", "{}");
    stranger.headers[2].second = Basic("another-key");
    EXPECT_EQ(Send(stranger).status, 403);
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(CodeOf(Call("user.list", "\"x\":1")), "invalid_input");
  }
  EXPECT_EQ(Call("user.list").status, 429);
}

TEST_F(AshbyRateLimitTest, GivesEachKeyAWindowOfItsOwn) {
  AshbyOptions options = ThreeAMinute();
  options.keys.push_back({.key = "second-key"});
  Restart(options);
  UseUp();
  EXPECT_EQ(Call("user.list").status, 429);
  Request second = To("user.list", "{}");
  second.headers[2].second = Basic("second-key");
  EXPECT_EQ(Send(second).status, 200);
}

TEST_F(AshbyRateLimitTest, CanBeSwitchedOff) {
  AshbyOptions options = ThreeAMinute();
  options.rate_limits = false;
  Restart(options);
  UseUp();
  EXPECT_EQ(Call("user.list").status, 200);
}

}  // namespace
}  // namespace hirewire::sim
