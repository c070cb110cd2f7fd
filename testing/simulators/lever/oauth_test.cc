#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

constexpr char kCallback[] = "https://partner.example/callback";
constexpr char kScopes[] = "offline_access stages:read:admin";

class LeverOAuthTest : public LeverFixture {
 protected:
  // GET /authorize; an empty value leaves the parameter out.
  Reply Authorize(Parameters changes = {}) {
    Parameters parameters = {{"client_id", "simulated-lever-app"},
                             {"redirect_uri", kCallback},
                             {"response_type", "code"},
                             {"state", "s 1&2"},
                             {"audience", "https://api.lever.co/v1/"},
                             {"scope", kScopes}};
    for (auto& [name, value] : parameters) {
      for (const auto& [other, replaced] : changes) {
        if (name == other) value = replaced;
      }
    }
    std::string target = "/authorize?";
    for (const auto& [name, value] : parameters) {
      if (value.empty()) continue;
      absl::StrAppend(&target, name, "=", PercentEncode(value), "&");
    }
    return Send("GET", target, "");
  }

  // The parameter that the browser is sent back with.
  static std::string Returned(const Reply& reply, absl::string_view name) {
    EXPECT_EQ(reply.status, 302) << *reply.body;
    const std::string location = Header(reply, "Location");
    EXPECT_TRUE(absl::StartsWith(location, std::string(kCallback) + "?"));
    Request back;
    back.query = ParseParameters(location.substr(location.find('?') + 1));
    return std::string(back.Parameter(name).value_or(""));
  }

  Reply Token(const Parameters& form,
              const std::string& secret = "simulated-lever-secret") {
    std::string body =
        absl::StrCat("client_id=simulated-lever-app&client_secret=", secret);
    for (const auto& [name, value] : form) {
      absl::StrAppend(&body, "&", name, "=", PercentEncode(value));
    }
    return Send("POST", "/oauth/token", "", body);
  }

  Reply Exchange(const std::string& code,
                 const std::string& redirect_uri = kCallback) {
    return Token({{"grant_type", "authorization_code"},
                  {"code", code},
                  {"redirect_uri", redirect_uri}});
  }

  Reply Refresh(const std::string& token) {
    return Token({{"grant_type", "refresh_token"}, {"refresh_token", token}});
  }

  Reply SignIn(const std::string& scope = kScopes) {
    return Exchange(Returned(Authorize({{"scope", scope}}), "code"));
  }

  int StatusWith(const std::string& token, const char* list = "stages") {
    return Send("GET", absl::StrCat("/v1/", list), "Bearer " + token).status;
  }
};

TEST_F(LeverOAuthTest, SendsTheBrowserBackWithACodeAndItsState) {
  const Reply reply = Authorize();
  EXPECT_NE(Returned(reply, "code"), "");
  EXPECT_EQ(Returned(reply, "state"), "s 1&2");
}

TEST_F(LeverOAuthTest, SendsNobodyToAnAddressThatIsNotRegistered) {
  for (const char* address :
       {"https://partner.example/callback/", "https://evil.example/callback",
        "http://partner.example/callback", ""}) {
    const Reply reply = Authorize({{"redirect_uri", address}});
    EXPECT_EQ(reply.status, 403) << address;
    EXPECT_EQ(Header(reply, "Location"), "");
  }
  EXPECT_EQ(Authorize({{"client_id", "stranger"}}).status, 400);
}

TEST_F(LeverOAuthTest, RefusesRequestsByRedirect) {
  const auto error = [&](const char* name, const char* value) {
    return Returned(Authorize({{name, value}}), "error");
  };
  EXPECT_EQ(error("audience", ""), "invalid_request");
  EXPECT_EQ(error("audience", "https://api.lever.co/v1"), "invalid_request");
  EXPECT_EQ(error("state", ""), "invalid_request");
  EXPECT_EQ(error("response_type", "token"), "unsupported_response_type");
  EXPECT_EQ(error("scope", ""), "invalid_scope");
  EXPECT_EQ(error("scope", "stages:read"), "invalid_scope");
  EXPECT_EQ(error("scope", "offers:write:admin"), "invalid_scope");
}

TEST_F(LeverOAuthTest, TellsOfADenial) {
  vendor_->SetConsent(false);
  const Reply reply = Authorize();
  EXPECT_EQ(Returned(reply, "error"), "access_denied");
  EXPECT_NE(Returned(reply, "error_description"), "");
  EXPECT_EQ(Returned(reply, "state"), "s 1&2");
  EXPECT_EQ(Returned(reply, "code"), "");
}

TEST_F(LeverOAuthTest, ExchangesACodeForTokens) {
  const Reply reply = SignIn();
  ASSERT_EQ(reply.status, 200) << *reply.body;
  EXPECT_EQ(Text(reply, "token_type"), "Bearer");
  EXPECT_EQ(Text(reply, "scope"), kScopes);
  const json::Document document = Parse(reply);
  EXPECT_EQ(document.root().Find("expires_in")->AsInt64(), 3600);
  EXPECT_EQ(StatusWith(Text(reply, "access_token")), 200);
  EXPECT_EQ(StatusWith(Text(reply, "access_token"), "users"), 403);
  EXPECT_EQ(StatusWith(Text(reply, "refresh_token")), 401);
}

TEST_F(LeverOAuthTest, GivesNoRefreshTokenWithoutOfflineAccess) {
  const Reply reply = SignIn("stages:read:admin");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(Text(reply, "refresh_token"), "");
}

TEST_F(LeverOAuthTest, TakesACodeOnceInTimeFromWhoAskedForIt) {
  std::string code = Returned(Authorize(), "code");
  EXPECT_EQ(Exchange(code, "https://partner.example/other").status, 403);
  const Reply first = Exchange(code);
  EXPECT_EQ(first.status, 200);
  const Reply again = Exchange(code);
  EXPECT_EQ(again.status, 403);
  EXPECT_EQ(Text(again, "error"), "invalid_grant");
  // What the code was exchanged for may be in the wrong hands.
  EXPECT_EQ(StatusWith(Text(first, "access_token")), 401);
  code = Returned(Authorize(), "code");
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(Exchange(code).status, 403);
  EXPECT_EQ(Exchange("made-up").status, 403);
}

TEST_F(LeverOAuthTest, RefusesTokenRequestsThatAreNotIts) {
  const std::string code = Returned(Authorize(), "code");
  EXPECT_EQ(Token({{"grant_type", "authorization_code"}}, "wrong").status, 401);
  EXPECT_EQ(Token({{"grant_type", "password"}}).status, 400);
  EXPECT_EQ(Send("POST", "/oauth/token", "", "{}", "application/json").status,
            400);
  EXPECT_EQ(Send("GET", "/oauth/token", "").status, 404);
  EXPECT_EQ(Exchange(code).status, 200);
}

TEST_F(LeverOAuthTest, LetsAccessTokensLapseAfterAnHour) {
  const std::string token = Text(SignIn(), "access_token");
  clock_.Advance(absl::Seconds(3599));
  EXPECT_EQ(StatusWith(token), 200);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(StatusWith(token), 401);
}

TEST_F(LeverOAuthTest, RotatesRefreshTokens) {
  std::string refresh = Text(SignIn(), "refresh_token");
  for (int i = 0; i < 3; ++i) {
    const Reply renewed = Refresh(refresh);
    ASSERT_EQ(renewed.status, 200) << *renewed.body;
    EXPECT_NE(Text(renewed, "refresh_token"), refresh);
    EXPECT_EQ(StatusWith(Text(renewed, "access_token")), 200);
    refresh = Text(renewed, "refresh_token");
  }
}

TEST_F(LeverOAuthTest, ReuseOfARotatedTokenEndsItsWholeFamily) {
  const Reply other = SignIn();
  const std::string first = Text(SignIn(), "refresh_token");
  const Reply second = Refresh(first);
  const Reply reused = Refresh(first);
  EXPECT_EQ(reused.status, 403);
  EXPECT_EQ(Text(reused, "error"), "invalid_grant");
  EXPECT_EQ(Refresh(Text(second, "refresh_token")).status, 403);
  EXPECT_EQ(StatusWith(Text(second, "access_token")), 401);
  // Another consent of the same application goes on.
  EXPECT_EQ(StatusWith(Text(other, "access_token")), 200);
  EXPECT_EQ(Refresh(Text(other, "refresh_token")).status, 200);
}

TEST_F(LeverOAuthTest, EndsRefreshTokensThatNobodyUsed) {
  std::string refresh = Text(SignIn(), "refresh_token");
  for (int i = 0; i < 4; ++i) {
    clock_.Advance(absl::Hours(24 * 89));
    const Reply renewed = Refresh(refresh);
    EXPECT_EQ(renewed.status, 200);
    refresh = Text(renewed, "refresh_token");
  }
  // A year after consent, though it was used all along.
  clock_.Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Refresh(refresh).status, 403);
  refresh = Text(SignIn(), "refresh_token");
  clock_.Advance(absl::Hours(24 * 90));
  EXPECT_EQ(Refresh(refresh).status, 403);
}

TEST_F(LeverOAuthTest, EndsAllWhenTheCustomerRevokes) {
  const Reply reply = SignIn();
  vendor_->RevokeAuthorizations();
  EXPECT_EQ(StatusWith(Text(reply, "access_token")), 401);
  EXPECT_EQ(Refresh(Text(reply, "refresh_token")).status, 403);
  EXPECT_EQ(SignIn().status, 200);
}

}  // namespace
}  // namespace hirewire::sim
