#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

class RateLimitTest : public WorkableFixture {
 protected:
  RateLimitTest() { Restart({.candidates = 10}); }
};

TEST_F(RateLimitTest, LetsAnAccountCallTenTimesInTenSeconds) {
  const int64_t now = absl::ToUnixSeconds(clock_.Now());
  const Reply first = Get("/stages");
  EXPECT_EQ(Header(first, "X-Rate-Limit-Limit"), "10");
  EXPECT_EQ(Header(first, "X-Rate-Limit-Remaining"), "9");
  EXPECT_EQ(Header(first, "X-Rate-Limit-Reset"), absl::StrCat(now + 10));
  for (int i = 0; i < 9; ++i) EXPECT_EQ(Get("/stages").status, 200);
  const Reply refused = Get("/stages");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.body->find(R"({"error":)"), 0u);
  EXPECT_EQ(Header(refused, "X-Rate-Limit-Remaining"), "0");
  EXPECT_EQ(Header(refused, "Retry-After"), "");
  EXPECT_EQ(vendor_->Throttled(), 1);
  clock_.Advance(absl::Seconds(9));
  EXPECT_EQ(Get("/stages").status, 429);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Get("/stages").status, 200);
}

TEST_F(RateLimitTest, CountsRefusedCallsToo) {
  EXPECT_EQ(Get("/jobs?nonsense=1").status, 400);
  EXPECT_EQ(Get("/nothing").status, 404);
  EXPECT_EQ(Header(Get("/stages"), "X-Rate-Limit-Remaining"), "7");
}

TEST_F(RateLimitTest, LeavesTheHeadersOutNowAndThen) {
  Restart({.candidates = 10, .rate_limits = false});
  int bare = 0;
  for (int i = 0; i < 64; ++i) {
    if (Header(Get("/stages"), "X-Rate-Limit-Limit").empty()) ++bare;
  }
  EXPECT_EQ(bare, 4);
}

TEST_F(RateLimitTest, GivesPartnersAWindowOfTheirOwn) {
  for (int i = 0; i < 10; ++i) Get("/stages");
  EXPECT_EQ(Get("/stages").status, 429);
  const std::string back =
      Header(Send("GET",
                  "/oauth/authorize?client_id=simulated-partner&resource=user"
                  "&redirect_uri=http://us.example&response_type=code"
                  "&scope=r_jobs",
                  "", ""),
             "Location");
  const Reply tokens =
      Send("POST", "/oauth/token",
           absl::StrCat("grant_type=authorization_code&client_id=simulated-"
                        "partner&client_secret=simulated-partner-secret&"
                        "redirect_uri=http://us.example&code=",
                        back.substr(back.find("code=") + 5)),
           "");
  const json::Document document = Parse(tokens);
  token_ = std::string(document.root().Find("access_token")->AsString());
  const Reply reply = Get("/stages");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(Header(reply, "X-Rate-Limit-Limit"), "50");
  EXPECT_EQ(Header(reply, "X-Rate-Limit-Remaining"), "49");
}

}  // namespace
}  // namespace hirewire::sim
