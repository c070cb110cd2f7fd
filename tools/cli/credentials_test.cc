#include "tools/cli/credentials.h"

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

class CredentialsTest : public ::testing::Test {
 protected:
  CredentialsTest() {
    console_.environment =
        [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      if (found == environment_.end()) return std::nullopt;
      return found->second;
    };
  }

  absl::Status Read(const std::vector<std::string>& words,
                    const std::vector<v1::AuthKind>& kinds) {
    v1::Connector connector;
    for (const v1::AuthKind kind : kinds) connector.add_auth_kinds(kind);
    const Args args =
        ParseArgs(
            words,
            {{"api-key"}, {"client-id"}, {"client-secret"}, {"acting-user"}})
            .value();
    return ReadCredentials(args, connector, console_, request_);
  }

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
  std::map<std::string, std::string> environment_;
  v1::CreateConnectionRequest request_;
};

const std::vector<v1::AuthKind> kKey = {v1::AUTH_KIND_API_KEY};
const std::vector<v1::AuthKind> kClient = {v1::AUTH_KIND_CLIENT_CREDENTIALS};
const std::vector<v1::AuthKind> kBoth = {v1::AUTH_KIND_API_KEY,
                                         v1::AUTH_KIND_CLIENT_CREDENTIALS};

TEST_F(CredentialsTest, ComeFromTheEnvironment) {
  environment_["HIREWIRE_API_KEY"] = "k";
  ASSERT_TRUE(Read({}, kKey).ok());
  EXPECT_EQ(request_.api_key(), "k");
  EXPECT_EQ(err_.str(), "");
}

TEST_F(CredentialsTest, ComeFromStandardInputLineByLine) {
  in_.str("id\nsecret\r\n");
  ASSERT_TRUE(Read({}, kClient).ok());
  EXPECT_EQ(request_.client_credentials().client_id(), "id");
  EXPECT_EQ(request_.client_credentials().client_secret(), "secret");
}

TEST_F(CredentialsTest, AreAskedForWhereAPersonIs) {
  console_.ask_secret = [](const std::string& prompt) {
    return "typed at " + prompt;
  };
  ASSERT_TRUE(Read({}, kKey).ok());
  EXPECT_EQ(request_.api_key(), "typed at API key: ");
}

TEST_F(CredentialsTest, OnTheCommandLineWorkWithAWarning) {
  ASSERT_TRUE(Read({"--api_key=k"}, kKey).ok());
  EXPECT_EQ(request_.api_key(), "k");
  EXPECT_TRUE(absl::StrContains(err_.str(), "HIREWIRE_API_KEY"));
}

TEST_F(CredentialsTest, WhatIsGivenDecidesWhereTheVendorTakesBoth) {
  environment_["HIREWIRE_CLIENT_ID"] = "id";
  environment_["HIREWIRE_CLIENT_SECRET"] = "secret";
  ASSERT_TRUE(Read({"--acting-user", "7"}, kBoth).ok());
  EXPECT_EQ(request_.client_credentials().client_id(), "id");
  EXPECT_EQ(request_.client_credentials().acting_user_id(), "7");
}

TEST_F(CredentialsTest, ThatAreMissingAreNamed) {
  EXPECT_TRUE(absl::StrContains(Read({}, kKey).message(), "HIREWIRE_API_KEY"));
  EXPECT_FALSE(Read({}, {}).ok());
}

}  // namespace
}  // namespace hirewire::cli
