#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

using AuthTest = SimulatorFixture;

std::string Body(const Reply& reply) { return *reply.body; }

TEST_F(AuthTest, GivesATokenWithBothSpellingsOfItsEnd) {
  const Reply reply = AskToken();
  EXPECT_EQ(reply.status, 200);
  const json::Document document = Parse(reply);
  EXPECT_EQ(document.root().Find("token_type")->AsString(), "Bearer");
  EXPECT_EQ(document.root().Find("expires_in")->AsInt64(), 3600);
  EXPECT_EQ(document.root().Find("expires_at")->AsString(),
            "2026-01-01T01:00:00.000Z");
  EXPECT_EQ(vendor_->TokenCalls(), 1);
}

TEST_F(AuthTest, RefusesTokensAsTheVendorDoes) {
  Reply reply = Send("POST", "/token", "grant_type=client_credentials", "");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(Body(reply),
            R"({"message":"Unauthorized","errorId":"err-simulated"})");
  reply = AskToken("grant_type=client_credentials", "acme");
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(Body(reply).find("client_id=acme does not contain"),
            std::string::npos);
  reply = AskToken("grant_type=client_credentials", "acme-harvest-v3", "no");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(Body(reply), R"({"error":"invalid_client"})");
  EXPECT_EQ(AskToken("").status, 400);
  EXPECT_EQ(AskToken("grant_type=password").status, 400);
  EXPECT_EQ(AskToken("grant_type=client_credentials&sub=17").status, 400);
  EXPECT_EQ(Send("GET", "/token", "", "").status, 404);
}

TEST_F(AuthTest, MetersTokenRequestsByTheMinute) {
  GreenhouseOptions options = Unlimited(1);
  options.token_rate_limit = 2;
  Restart(options);
  EXPECT_EQ(AskToken().status, 200);
  EXPECT_EQ(AskToken().status, 200);
  const Reply reply = AskToken();
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(Header(reply, "Retry-After"), "60");
  clock_.Advance(absl::Seconds(60));
  EXPECT_EQ(AskToken().status, 200);
}

TEST_F(AuthTest, WantsABearerTokenOnEveryCall) {
  for (const char* authorization : {"", "Bearer nonsense", "Basic abc"}) {
    const Reply reply = Send("GET", "/v3/users", "", authorization);
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(Body(reply).find(R"({"message":"Unauthorized","errors":["Token )"
                               R"(could not be decoded.)"),
              0u);
  }
  EXPECT_EQ(Get("/v3/users").status, 200);
}

TEST_F(AuthTest, LetsTokensLapseAfterAnHour) {
  EXPECT_EQ(Get("/v3/users").status, 200);
  vendor_->SetSkew(absl::Seconds(3599));
  EXPECT_EQ(Get("/v3/users").status, 200);
  vendor_->SetSkew(absl::Seconds(3600));
  EXPECT_EQ(Get("/v3/users").status, 401);
  token_.clear();
  EXPECT_EQ(Get("/v3/users").status, 200);
}

TEST_F(AuthTest, RevokesTokensOnDemand) {
  EXPECT_EQ(Get("/v3/users").status, 200);
  vendor_->RevokeTokens();
  EXPECT_EQ(Get("/v3/users").status, 401);
}

TEST_F(AuthTest, LooksForThePathBeforeTheToken) {
  const Reply reply = Send("GET", "/v3/scheduled_interviews", "", "");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(Body(reply), R"({"message":"Resource not found"})");
}

TEST_F(AuthTest, ForbidsWhatTheScopesLeaveOut) {
  GreenhouseOptions options = Unlimited(1);
  options.credentials[0].scopes = {"harvest:jobs:list"};
  Restart(options);
  EXPECT_EQ(Get("/v3/jobs").status, 200);
  const Reply reply = Get("/v3/candidates");
  EXPECT_EQ(reply.status, 403);
  EXPECT_NE(Body(reply).find("harvest:candidates:list"), std::string::npos);
  EXPECT_NE(Header(reply, "X-RateLimit-Remaining"), "");
}

TEST_F(AuthTest, LetsOnlySiteAdminsRead) {
  const auto token_of = [&](Ref user) {
    return TokenOf(AskToken(absl::StrCat("grant_type=client_credentials&sub=",
                                         vendor_->IdOf("users", user))));
  };
  const auto status_of = [&](Ref user) {
    return Send("GET", "/v3/jobs", "", "Bearer " + token_of(user)).status;
  };
  EXPECT_EQ(status_of(0), 200);
  EXPECT_EQ(status_of(5), 403);
}

}  // namespace
}  // namespace hirewire::sim
