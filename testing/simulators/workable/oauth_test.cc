#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/workable/workable_fixture.h"

namespace hirewire::sim {
namespace {

constexpr char kAuthorize[] =
    "/oauth/authorize?client_id=simulated-partner&resource=user"
    "&redirect_uri=https%3A%2F%2Fus.example%2Fback&response_type=code"
    "&scope=r_jobs+r_candidates&state=s%261";
constexpr char kClient[] =
    "client_id=simulated-partner&client_secret=simulated-partner-secret";

class OauthTest : public WorkableFixture {
 protected:
  struct Pair {
    std::string access;
    std::string refresh;
  };

  std::string NewCode() {
    const std::string location =
        Header(Send("GET", kAuthorize, "", ""), "Location");
    const size_t begin = location.find("code=") + 5;
    return location.substr(begin, location.find('&', begin) - begin);
  }
  Reply Exchange(const std::string& code,
                 const std::string& uri = "https%3A%2F%2Fus.example%2Fback") {
    return Send("POST", "/oauth/token",
                absl::StrCat(kClient, "&grant_type=authorization_code&code=",
                             code, "&redirect_uri=", uri),
                "");
  }
  Reply Refresh(const std::string& refresh) {
    return Send(
        "POST", "/oauth/token",
        absl::StrCat(kClient,
                     "&grant_type=refresh_token&refresh_token=", refresh),
        "");
  }
  static Pair PairOf(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << *reply.body;
    const json::Document document = Parse(reply);
    return {std::string(document.root().Find("access_token")->AsString()),
            std::string(document.root().Find("refresh_token")->AsString())};
  }
  int StatusWith(const std::string& access, const std::string& path = "/jobs") {
    token_ = access;
    return Get(path).status;
  }
};

TEST_F(OauthTest, GoesBackWithACodeAndTheState) {
  const Reply reply = Send("GET", kAuthorize, "", "");
  EXPECT_EQ(reply.status, 302);
  const std::string location = Header(reply, "Location");
  EXPECT_EQ(location.find("https://us.example/back?code="), 0u);
  EXPECT_NE(location.find("&state=s%261"), std::string::npos);
}

TEST_F(OauthTest, RefusesWhatIsNotAskedForAUser) {
  for (const char* part :
       {"resource=user", "response_type=code", "client_id=simulated-partner",
        "scope=r_jobs+r_candidates"}) {
    std::string target = kAuthorize;
    target.replace(target.find(part), std::string(part).size(), "x=y");
    EXPECT_GE(Send("GET", target, "", "").status, 400) << part;
  }
}

TEST_F(OauthTest, GivesTokensForACodeOnce) {
  const std::string code = NewCode();
  const Reply reply = Exchange(code);
  const json::Document document = Parse(reply);
  EXPECT_EQ(document.root().Find("expires_in")->AsInt64(), 7200);
  EXPECT_EQ(StatusWith(PairOf(reply).access), 200);
  EXPECT_EQ(Exchange(code).status, 400);
  EXPECT_EQ(*Exchange(code).body, R"({"error":"invalid_grant"})");
}

TEST_F(OauthTest, WantsTheSameRedirectAndAFreshCode) {
  EXPECT_EQ(Exchange(NewCode(), "https%3A%2F%2Felse.example").status, 400);
  const std::string code = NewCode();
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(Exchange(code).status, 400);
}

TEST_F(OauthTest, WantsTheSecretInTheForm) {
  const Reply reply =
      Send("POST", "/oauth/token",
           "grant_type=refresh_token&client_id=simulated-partner",
           "Basic c2ltdWxhdGVkLXBhcnRuZXI6c2ltdWxhdGVkLXBhcnRuZXItc2VjcmV0");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(*reply.body, R"({"error":"invalid_client"})");
  EXPECT_EQ(Send("POST", "/oauth/token",
                 absl::StrCat(kClient, "&grant_type=password"), "")
                .status,
            400);
}

TEST_F(OauthTest, LetsAccessLapseAfterTwoHours) {
  const Pair pair = PairOf(Exchange(NewCode()));
  clock_.Advance(absl::Seconds(7199));
  EXPECT_EQ(StatusWith(pair.access), 200);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(StatusWith(pair.access), 401);
  EXPECT_EQ(StatusWith(PairOf(Refresh(pair.refresh)).access), 200);
}

TEST_F(OauthTest, RotatesRefreshTokens) {
  const Pair first = PairOf(Exchange(NewCode()));
  const Pair second = PairOf(Refresh(first.refresh));
  EXPECT_NE(second.access, first.access);
  EXPECT_NE(second.refresh, first.refresh);
  // The old one is dead, and its use does no harm to the new.
  EXPECT_EQ(Refresh(first.refresh).status, 400);
  EXPECT_EQ(StatusWith(PairOf(Refresh(second.refresh)).access), 200);
}

TEST_F(OauthTest, RevokesATokenWithWhatWouldRenewIt) {
  const Pair pair = PairOf(Exchange(NewCode()));
  const Reply reply = Send("POST", "/oauth/revoke",
                           absl::StrCat(kClient, "&token=", pair.access), "");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(StatusWith(pair.access), 401);
  EXPECT_EQ(Refresh(pair.refresh).status, 400);
}

TEST_F(OauthTest, HoldsTokensToTheirScopes) {
  const Pair pair = PairOf(Exchange(NewCode()));
  EXPECT_EQ(StatusWith(pair.access, "/candidates"), 200);
  EXPECT_EQ(StatusWith(pair.access, "/events?context=all"), 200);
  EXPECT_EQ(StatusWith(pair.access, "/requisitions"), 401);
  EXPECT_EQ(StatusWith(pair.access, "/departments"), 401);
}

TEST_F(OauthTest, RevokesAllTokensButTheAccountsOnDemand) {
  const std::string account = token_;
  const Pair pair = PairOf(Exchange(NewCode()));
  vendor_->RevokeTokens();
  EXPECT_EQ(StatusWith(pair.access), 401);
  EXPECT_EQ(Refresh(pair.refresh).status, 400);
  EXPECT_EQ(StatusWith(account), 200);
}

}  // namespace
}  // namespace hirewire::sim
