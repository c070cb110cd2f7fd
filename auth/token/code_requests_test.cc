#include "auth/token/code_requests.h"

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/grant_recipe.h"
#include "base/http/transport.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

const absl::Time kDeadline = absl::FromUnixSeconds(1'770'000'000);

AuthorizationCodeRecipe Recipe() {
  AuthorizationCodeRecipe recipe;
  recipe.token_url = "https://vendor.test/token";
  recipe.authorize_parameters = {{"prompt", "never here"}};
  return recipe;
}

OAuthApp App() {
  OAuthApp app;
  app.client_id = "app";
  app.client_secret = Secret("s");
  return app;
}

TEST(CodeRequests, ACodeComesWithItsRedirectUriAndVerifier) {
  const http::Request request =
      BuildCodeRequest(Recipe(), App(), Secret("c/1"), "https://a.example/b",
                       Secret("v"), kDeadline);
  EXPECT_EQ(request.url, "https://vendor.test/token");
  EXPECT_EQ(request.deadline, kDeadline);
  EXPECT_EQ(request.body,
            "grant_type=authorization_code&code=c%2F1"
            "&redirect_uri=https%3A%2F%2Fa.example%2Fb&code_verifier=v"
            "&client_id=app&client_secret=s");
}

TEST(CodeRequests, WithoutAVerifierThereIsNoField) {
  const http::Request request = BuildCodeRequest(
      Recipe(), App(), Secret("c"), "https://a.example/b", Secret(), kDeadline);
  EXPECT_FALSE(absl::StrContains(request.body, "code_verifier"));
}

TEST(CodeRequests, ARenewalHoldsTheRefreshToken) {
  EXPECT_EQ(BuildRefreshRequest(Recipe(), App(), Secret("r+1"), kDeadline).body,
            "grant_type=refresh_token&refresh_token=r%2B1"
            "&client_id=app&client_secret=s");
}

TEST(CodeRequests, BothHoldTheVendorsOwnParameters) {
  AuthorizationCodeRecipe recipe = Recipe();
  recipe.token_parameters = {{"audience", "x"}};
  for (const http::Request& request :
       {BuildCodeRequest(recipe, App(), Secret("c"), "https://a.example/b",
                         Secret(), kDeadline),
        BuildRefreshRequest(recipe, App(), Secret("r"), kDeadline)}) {
    EXPECT_TRUE(absl::StrContains(request.body, "&audience=x&"));
  }
}

TEST(CodeRequests, TheAppsAddressTakesThePlaceOfTheVendors) {
  OAuthApp app = App();
  app.token_url = "http://localhost:9/token";
  EXPECT_EQ(BuildRefreshRequest(Recipe(), app, Secret("r"), kDeadline).url,
            "http://localhost:9/token");
}

TEST(CodeRequests, ABasicClientIsNotInTheForm) {
  AuthorizationCodeRecipe recipe = Recipe();
  recipe.client_auth = ClientCredentialsOptions::ClientAuth::kBasicHeader;
  const http::Request request =
      BuildRefreshRequest(recipe, App(), Secret("r"), kDeadline);
  EXPECT_EQ(http::FindHeader(request.headers, "Authorization"),
            "Basic YXBwOnM=");
  EXPECT_EQ(request.body, "grant_type=refresh_token&refresh_token=r");
}

}  // namespace
}  // namespace hirewire::auth
