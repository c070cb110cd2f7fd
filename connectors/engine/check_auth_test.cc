// What a manifest may get wrong about authorization code and its neighbours.
#include "connectors/engine/check_auth.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::HasSubstr;

constexpr char kKey[] = "api_key { placement: PLACEMENT_BEARER }";

// Of the testing manifest, where all that is changed in it.
std::string Error(
    const std::vector<std::pair<std::string, std::string>>& changes) {
  return std::string(
      CompileManifest(absl::StrReplaceAll(kTestingManifest, changes),
                      "acme.textproto")
          .status()
          .message());
}

// With this authorization code in the place of the key.
std::string CodeError(const std::string& code, const std::string& rest = "") {
  const std::string token_url = R"(token_url: "https://login.acme.test/token")";
  return Error(
      {{kKey, absl::StrCat("authorization_code { ", code, " } ", rest)},
       {token_url,
        absl::StrCat(token_url,
                     R"( authorize_url: "https://acme.test/authorize")")}});
}

TEST(CheckAuth, TakesAnAuthorizationCodeWithAllThatCanBeSaidOfIt) {
  EXPECT_EQ(CodeError(R"(client_auth: CLIENT_AUTH_BASIC pkce: PKCE_S256
      authorize_parameters { name: "audience" value: "{base_url}/" }
      token_parameters { name: "audience" value: "x" }
      default_scopes: "a:read" required_scopes: "offline_access"
      scope_separator: "," default_lifetime_seconds: 60
      refresh_idle_seconds: 70 refresh_lifetime_seconds: 80)",
                      R"(help_url: "https://acme.test/help")"),
            "");
}

TEST(CheckAuth, NamesWhatAnAuthorizationCodeGetsWrong) {
  const std::string blank = "default_scopes: and required_scopes are";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"(authorize_parameters { value: "x" })",
       "authorize_parameters[0].name: is missing"},
      {R"(token_parameters { name: "x" })",
       "token_parameters[0].value: is missing"},
      {R"(token_parameters { name: "x" value: "{secret}" })",
       "token_parameters[0].value: "},
      {R"(authorize_parameters { name: "a" value: "x" }
          authorize_parameters { name: "state" value: "x" })",
       "authorize_parameters[1].name: is filled in anyway"},
      {R"(token_parameters { name: "client_secret" value: "x" })",
       "token_parameters[0].name: is filled in anyway"},
      {R"(default_scopes: "a b")", blank},
      {R"(default_scopes: "")", blank},
      {R"(required_scopes: "a\n")", blank}};
  for (const auto& [code, error] : cases) {
    EXPECT_THAT(CodeError(code),
                HasSubstr(absl::StrCat(": auth[0].authorization_code.", error)))
        << code;
  }
}

TEST(CheckAuth, AnAuthorizationCodeNeedsBothAddressesInEachEnvironment) {
  const std::string missing =
      "auth[0].authorization_code: environment production has no authorize_url "
      "or no token_url";
  EXPECT_THAT(Error({{kKey, "authorization_code {}"}}), HasSubstr(missing));
  EXPECT_THAT(
      Error({{kKey, "authorization_code {}"}, {"token_url", "authorize_url"}}),
      HasSubstr(missing));
}

TEST(CheckAuth, EachKindStandsOnce) {
  EXPECT_THAT(
      Error({{"auth { client_credentials { client_auth: CLIENT_AUTH_BASIC } }",
              "auth { api_key { placement: PLACEMENT_BASIC_USER } }"}}),
      HasSubstr(": auth[1]: stands twice"));
}

TEST(CheckAuth, HelpIsHttpsAndPatternsArePatterns) {
  EXPECT_THAT(
      Error({{kKey, absl::StrCat(kKey, R"( help_url: "http://acme.test/")")}}),
      HasSubstr(": auth[0].help_url: must be https"));
  EXPECT_THAT(
      Error(
          {{kKey, R"(api_key { placement: PLACEMENT_BEARER pattern: "(" })"}}),
      HasSubstr(": auth[0].api_key.pattern: "));
}

}  // namespace
}  // namespace hirewire::engine
