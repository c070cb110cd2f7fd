#include "auth/token/client_auth.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "base/http/transport.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

using ClientAuth = ClientCredentialsOptions::ClientAuth;

const absl::Time kDeadline = absl::FromUnixSeconds(1'770'000'000);

http::Request Build(ClientAuth client_auth) {
  return BuildFormRequest("https://vendor.test/token", client_auth, "id:1",
                          Secret("canary&="), {{"grant_type", "x"}, {"a", "&"}},
                          kDeadline);
}

std::string Header(const http::Request& request, const std::string& name) {
  return std::string(http::FindHeader(request.headers, name).value_or("none"));
}

TEST(ClientAuth, AFormIsPostedAndJsonAskedFor) {
  const http::Request request = Build(ClientAuth::kFormBody);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://vendor.test/token");
  EXPECT_EQ(request.deadline, kDeadline);
  EXPECT_EQ(Header(request, "Content-Type"),
            "application/x-www-form-urlencoded");
  EXPECT_EQ(Header(request, "Accept"), "application/json");
}

TEST(ClientAuth, InTheFormIdAndSecretComeLastAndEscaped) {
  const http::Request request = Build(ClientAuth::kFormBody);
  EXPECT_EQ(request.body,
            "grant_type=x&a=%26&client_id=id%3A1&client_secret=canary%26%3D");
  EXPECT_EQ(Header(request, "Authorization"), "none");
}

TEST(ClientAuth, InTheHeaderTheyAreAsTheyAreAndNowhereElse) {
  const http::Request request = Build(ClientAuth::kBasicHeader);
  // base64("id:1:canary&=")
  EXPECT_EQ(Header(request, "Authorization"), "Basic aWQ6MTpjYW5hcnkmPQ==");
  EXPECT_EQ(request.body, "grant_type=x&a=%26");
  EXPECT_FALSE(absl::StrContains(request.url, "canary"));
}

}  // namespace
}  // namespace hirewire::auth
