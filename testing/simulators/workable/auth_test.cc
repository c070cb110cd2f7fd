#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

using AuthTest = WorkableFixture;

TEST_F(AuthTest, TakesNothingButABearerToken) {
  for (const char* authorization :
       {"", "Bearer nonsense", "Basic c2ltdWxhdGVkLXdvcmthYmxlLXRva2VuOg==",
        "simulated-workable-token", "bearer simulated-workable-token"}) {
    const Reply reply = Send("GET", "/spi/v3/jobs", "", authorization);
    EXPECT_EQ(reply.status, 401) << authorization;
    EXPECT_EQ(*reply.body, R"({"error":"Not authorized"})");
  }
  EXPECT_EQ(Get("/jobs").status, 200);
}

TEST_F(AuthTest, DoesNotKnowOtherPaths) {
  for (const char* path :
       {"/employees", "/jobs/NOSUCHJOB0", "/jobs/NOSUCHJOB0/stages",
        "/jobs/NOSUCHJOB0/candidates", "/candidates/ffffffff",
        "/candidates/FFFFFFFF", "/candidates/x/activities",
        "/candidates?shortcode=NOSUCHJOB0", "/requisitions/NONE",
        "/events/ffffffff", "/accounts/elsewhere", "/jobs/"}) {
    const Reply reply = Get(path);
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_EQ(*reply.body, R"({"error":"Not found"})") << path;
  }
}

TEST_F(AuthTest, WritesNothing) {
  EXPECT_EQ(Send("POST", "/spi/v3/jobs", "{}", "Bearer " + token_).status, 404);
}

TEST_F(AuthTest, LetsOnlyUsersSeeTheCalendarsOfOthers) {
  EXPECT_EQ(Get("/events?context=user").status, 200);
  EXPECT_EQ(Get("/events?context=all").status, 403);
  EXPECT_EQ(Get("/events?context=nobody").status, 422);
}

TEST_F(AuthTest, TellsWhichAccountATokenIsOf) {
  EXPECT_EQ(Texts(Get("/accounts"), "accounts", "subdomain"),
            std::vector<std::string>{"acme"});
  const json::Document one = Parse(Get("/accounts/acme"));
  EXPECT_EQ(one.root().Find("subdomain")->AsString(), "acme");
}

TEST_F(AuthTest, SignsInWithAKey) {
  ASSERT_TRUE(vendor_->Start().ok());
  const Login login = vendor_->login();
  EXPECT_EQ(login.vendor, "workable");
  EXPECT_EQ(login.base_url, vendor_->Origin() + "/spi/v3");
  EXPECT_EQ(login.api_key, token_);
}

}  // namespace
}  // namespace hirewire::sim
