#include "auth/token/token_request.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "base/http/transport.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

http::Request Build(ClientCredentialsOptions options,
                    const std::string& acting_user = "") {
  options.token_url = "https://auth.example/token";
  return BuildTokenRequest(
      {Secret("id"), Secret("s&cret="), Secret(acting_user)}, options,
      absl::FromUnixSeconds(1000));
}

TEST(TokenRequest, IsAFormWithBasicAuthentication) {
  const http::Request request = Build({});
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://auth.example/token");
  EXPECT_EQ(request.deadline, absl::FromUnixSeconds(1000));
  EXPECT_EQ(http::FindHeader(request.headers, "content-type"),
            "application/x-www-form-urlencoded");
  // base64("id:s&cret=")
  EXPECT_EQ(http::FindHeader(request.headers, "authorization"),
            "Basic aWQ6cyZjcmV0PQ==");
  EXPECT_EQ(request.body, "grant_type=client_credentials");
}

TEST(TokenRequest, CarriesTheClientInTheFormEscaped) {
  ClientCredentialsOptions options;
  options.client_auth = ClientCredentialsOptions::ClientAuth::kFormBody;
  const http::Request request = Build(options);
  EXPECT_EQ(http::FindHeader(request.headers, "authorization"), std::nullopt);
  EXPECT_EQ(request.body,
            "grant_type=client_credentials&client_id=id&"
            "client_secret=s%26cret%3D");
}

TEST(TokenRequest, CarriesFurtherFieldsAndTheActingUser) {
  ClientCredentialsOptions options;
  options.parameters = {{"audience", "https://api.example/"},
                        {"sub", "{acting_user}"}};
  EXPECT_EQ(Build(options, "4711&a=b").body,
            "grant_type=client_credentials&"
            "audience=https%3A%2F%2Fapi.example%2F&sub=4711%26a%3Db");
}

TEST(TokenRequest, LeavesTheActingUserOutWhereThereIsNone) {
  ClientCredentialsOptions options;
  options.parameters = {{"sub", "{acting_user}"}};
  EXPECT_EQ(Build(options).body, "grant_type=client_credentials");
}

TEST(TokenRequest, NeverPutsSecretsIntoTheUrl) {
  EXPECT_FALSE(absl::StrContains(Build({}, "4711").url, '?'));
}

}  // namespace
}  // namespace hirewire::auth
