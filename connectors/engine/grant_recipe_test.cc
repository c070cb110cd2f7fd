// What a manifest says of a key, seen on the wire.
#include "connectors/engine/grant_recipe.h"

#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/grant_recipe.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/testing_manifest.h"
#include "connectors/engine/testing_vendor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "hirewire/connector/v1/manifest.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::engine {
namespace {

// The named header of a request with the key "key".
std::string Sent(const std::string& name, const std::string& api_key) {
  TestingVendor vendor(absl::StrReplaceAll(
      kTestingManifest, {{"placement: PLACEMENT_BEARER", api_key}}));
  const absl::Status checked = vendor.Check();
  if (vendor.wire().requests().empty()) return checked.ToString();
  return std::string(http::FindHeader(vendor.wire().requests()[0].headers, name)
                         .value_or("none"));
}

TEST(GrantRecipe, PlaceAKeyAsTheManifestSays) {
  EXPECT_EQ(Sent("Authorization", "placement: PLACEMENT_BASIC_USER"),
            "Basic a2V5Og==");
  EXPECT_EQ(Sent("Authorization", "placement: PLACEMENT_BEARER"), "Bearer key");
  EXPECT_EQ(Sent("X-Key", R"(placement: PLACEMENT_HEADER header: "X-Key")"),
            "key");
  EXPECT_EQ(Sent("Authorization", R"(placement: PLACEMENT_HEADER
                                     header: "Authorization"
                                     prefix: "Token token=")"),
            "Token token=key");
}

TEST(GrantRecipe, AreFoundByTheirKind) {
  connector::v1::Manifest manifest;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "auth { client_credentials {} }", &manifest));
  EXPECT_EQ(FindAuth(manifest, auth::AuthKind::kApiKey), nullptr);
  EXPECT_EQ(FindAuth(manifest, auth::AuthKind::kClientCredentials),
            &manifest.auth(0));
}

// The recipe of a connection by authorization code, from this spec.
auth::AuthorizationCodeRecipe CodeRecipe(const std::string& spec) {
  connector::v1::Manifest manifest;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      absl::StrCat("auth { authorization_code { ", spec, " } }"), &manifest));
  auth::Connection connection;
  connection.auth_kind = auth::AuthKind::kAuthorizationCode;
  const auto recipe =
      MakeRecipe(manifest, connection,
                 Endpoints{.environment = "eu",
                           .environment_url = "https://api.acme.test/v1",
                           .base_url = "http://localhost:9",
                           .token_url = "https://acme.test/token",
                           .authorize_url = "https://acme.test/authorize"});
  EXPECT_TRUE(recipe.ok()) << recipe.status();
  return std::get<auth::AuthorizationCodeRecipe>(*recipe);
}

TEST(GrantRecipe, OfAnAuthorizationCodeIsWhatTheManifestSays) {
  const auto recipe =
      CodeRecipe(R"(client_auth: CLIENT_AUTH_BASIC pkce: PKCE_S256
                    authorize_parameters { name: "audience"
                                           value: "{base_url}/" }
                    token_parameters { name: "where" value: "{base_url}" }
                    default_scopes: "a:read" required_scopes: "offline_access"
                    scope_separator: "," default_lifetime_seconds: 60
                    refresh_idle_seconds: 70 refresh_lifetime_seconds: 80)");
  using Parameters = auth::AuthorizationCodeRecipe::Parameters;
  EXPECT_EQ(recipe.environment, "eu");
  EXPECT_EQ(recipe.authorize_url, "https://acme.test/authorize");
  EXPECT_EQ(recipe.token_url, "https://acme.test/token");
  EXPECT_EQ(recipe.client_auth,
            auth::ClientCredentialsOptions::ClientAuth::kBasicHeader);
  EXPECT_TRUE(recipe.pkce);
  // The environment's address, also where the connection names another.
  EXPECT_EQ(recipe.authorize_parameters,
            (Parameters{{"audience", "https://api.acme.test/v1/"}}));
  EXPECT_EQ(recipe.token_parameters,
            (Parameters{{"where", "https://api.acme.test/v1"}}));
  EXPECT_EQ(recipe.default_scopes, std::vector<std::string>{"a:read"});
  EXPECT_EQ(recipe.required_scopes, std::vector<std::string>{"offline_access"});
  EXPECT_EQ(recipe.scope_separator, ",");
  EXPECT_EQ(recipe.default_lifetime, absl::Seconds(60));
  EXPECT_EQ(recipe.refresh_idle, absl::Seconds(70));
  EXPECT_EQ(recipe.refresh_lifetime, absl::Seconds(80));
}

TEST(GrantRecipe, WithoutWordsFollowsTheRfc) {
  const auto recipe = CodeRecipe("");
  EXPECT_EQ(recipe.client_auth,
            auth::ClientCredentialsOptions::ClientAuth::kFormBody);
  EXPECT_FALSE(recipe.pkce);
  EXPECT_EQ(recipe.scope_separator, " ");
  EXPECT_EQ(recipe.default_lifetime, absl::Hours(1));
  EXPECT_EQ(recipe.refresh_idle, absl::InfiniteDuration());
  EXPECT_EQ(recipe.refresh_lifetime, absl::InfiniteDuration());
}

TEST(GrantRecipe, OfAKindThatTheVendorDoesNotTakeIsNone) {
  connector::v1::Manifest manifest;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "auth { api_key { placement: PLACEMENT_BEARER } }", &manifest));
  auth::Connection connection;
  connection.auth_kind = auth::AuthKind::kAuthorizationCode;
  EXPECT_EQ(ReasonOf(MakeRecipe(manifest, connection, {}).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

}  // namespace
}  // namespace hirewire::engine
