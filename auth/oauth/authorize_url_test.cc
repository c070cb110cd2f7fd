#include "auth/oauth/authorize_url.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/app/oauth_apps.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "base/http/url.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

// What the manifest says of Lever.
AuthorizationCodeRecipe Lever() {
  AuthorizationCodeRecipe recipe;
  recipe.authorize_url = "https://auth.lever.co/authorize";
  recipe.authorize_parameters = {{"audience", "https://api.lever.co/v1/"}};
  recipe.required_scopes = {"offline_access"};
  recipe.default_scopes = {"notes:read:admin", "offline_access",
                           "offers:read:admin", "notes:read:admin"};
  return recipe;
}

OAuthApp App() {
  OAuthApp app;
  app.client_id = "client 1&x=y";
  app.client_secret = Secret("canary");
  return app;
}

const AuthorizeParameters kParameters = {
    .redirect_uri = "https://a.example/back?t=1",
    .state = "the.state",
    .code_challenge = ""};

// All values of `name` in the URL's query, each in brackets.
std::string Values(const std::string& url, absl::string_view name) {
  const auto parsed = http::Url::Parse(url);
  EXPECT_TRUE(parsed.ok()) << url;
  if (!parsed.ok()) return "";
  std::string values;
  for (const auto& [key, value] : http::ParseQuery(parsed->query())) {
    if (key == name) absl::StrAppend(&values, "[", value, "]");
  }
  return values;
}

TEST(AuthorizeUrl, LeversHoldsAllThatLeverAsksFor) {
  const std::string url = AuthorizeUrl(Lever(), App(), kParameters);
  EXPECT_TRUE(absl::StartsWith(url, "https://auth.lever.co/authorize?"));
  EXPECT_EQ(Values(url, "response_type"), "[code]");
  EXPECT_EQ(Values(url, "client_id"), "[client 1&x=y]");
  EXPECT_EQ(Values(url, "redirect_uri"), "[https://a.example/back?t=1]");
  EXPECT_EQ(Values(url, "state"), "[the.state]");
  EXPECT_EQ(Values(url, "audience"), "[https://api.lever.co/v1/]");
  EXPECT_EQ(Values(url, "scope"),
            "[offline_access notes:read:admin offers:read:admin]");
  EXPECT_EQ(Values(url, "code_challenge"), "");
  EXPECT_EQ(Values(url, "code_challenge_method"), "");
  EXPECT_FALSE(absl::StrContains(url, "canary"));
}

TEST(AuthorizeUrl, TheAppsScopesTakeThePlaceOfTheDefaultOnes) {
  OAuthApp app = App();
  app.scopes = {"offers:read:admin", "offers:read:admin"};
  EXPECT_EQ(Values(AuthorizeUrl(Lever(), app, kParameters), "scope"),
            "[offline_access offers:read:admin]");
}

TEST(AuthorizeUrl, ScopesStandApartAsTheVendorSays) {
  AuthorizationCodeRecipe recipe = Lever();
  recipe.scope_separator = ",";
  EXPECT_EQ(Values(AuthorizeUrl(recipe, App(), kParameters), "scope"),
            "[offline_access,notes:read:admin,offers:read:admin]");
}

TEST(AuthorizeUrl, WithoutScopesThereIsNoEmptyParameter) {
  AuthorizationCodeRecipe recipe = Lever();
  recipe.required_scopes.clear();
  recipe.default_scopes.clear();
  EXPECT_FALSE(
      absl::StrContains(AuthorizeUrl(recipe, App(), kParameters), "scope"));
}

TEST(AuthorizeUrl, AChallengeComesWithItsMethod) {
  AuthorizeParameters parameters = kParameters;
  parameters.code_challenge = "the-challenge";
  const std::string url = AuthorizeUrl(Lever(), App(), parameters);
  EXPECT_EQ(Values(url, "code_challenge"), "[the-challenge]");
  EXPECT_EQ(Values(url, "code_challenge_method"), "[S256]");
}

TEST(AuthorizeUrl, TheAppsAddressTakesThePlaceAndKeepsItsQuery) {
  OAuthApp app = App();
  app.authorize_url = "http://localhost:9/authorize?tenant=7";
  const std::string url = AuthorizeUrl(Lever(), app, kParameters);
  EXPECT_TRUE(
      absl::StartsWith(url, "http://localhost:9/authorize?tenant=7&response"));
  EXPECT_EQ(Values(url, "tenant"), "[7]");
  EXPECT_EQ(Values(url, "state"), "[the.state]");
}

TEST(CodeChallenge, IsThatOfRfc7636AppendixB) {
  EXPECT_EQ(
      CodeChallenge(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
      "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  EXPECT_EQ(CodeChallenge(Secret()), "");
}

}  // namespace
}  // namespace hirewire::auth
