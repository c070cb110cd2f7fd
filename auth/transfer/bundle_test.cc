#include "auth/transfer/bundle.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/transfer/grants.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

MovedConnection Full() {
  MovedConnection moved;
  Connection& c = moved.connection;
  c.id = "acme";
  c.vendor = "lever";
  c.display_name = "Zo\xC3\xAB \"quoted\"\n";
  c.environment = "eu";
  c.base_url = "https://a.example";
  c.token_url = "https://b.example";
  c.auth_kind = AuthKind::kAuthorizationCode;
  c.labels = {{"team", "eu"}, {"empty", ""}};
  c.settings = {{"subdomain", "acme"}};
  c.state = ConnectionState::kDegraded;
  c.state_reason = "SCOPE_MISSING";
  c.granted_scopes = {"a", "b"};
  c.missing_scopes = {"c"};
  c.create_time = absl::FromUnixSeconds(1) + absl::Nanoseconds(5);
  c.update_time = absl::FromUnixSeconds(2);
  c.last_success_time = absl::FromUnixSeconds(3);
  c.credential_version = 7;
  moved.credentials.emplace("api_key", Secret("canary-key"));
  Grant& grant = moved.grant.emplace();
  grant.access_token = Secret("canary-access");
  grant.refresh_token = Secret("canary-refresh");
  grant.issue_time = absl::FromUnixSeconds(4);
  grant.expire_time = absl::FromUnixSeconds(5);
  grant.grant_time = absl::FromUnixSeconds(6);
  grant.scopes = {"x"};
  grant.dead_reason = "REFRESH_LOST";
  return moved;
}

// A bundle as it is written, with `from` once replaced by `to`.
absl::Status StatusWith(const std::string& from, const std::string& to) {
  const std::string json = WriteBundle({Full()});
  EXPECT_TRUE(absl::StrContains(json, from)) << from;
  const absl::Status status =
      ReadBundle(absl::StrReplaceAll(json, {{from, to}})).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << from;
  EXPECT_FALSE(absl::StrContains(status.message(), "canary")) << status;
  return status;
}

TEST(Bundle, GivesBackEveryField) {
  const std::vector<MovedConnection> read =
      ReadBundle(WriteBundle({Full(), Full()})).value();
  ASSERT_EQ(read.size(), 2u);
  const Connection& c = read[1].connection;
  const Connection want = Full().connection;
  EXPECT_EQ(c.id, want.id);
  EXPECT_EQ(c.vendor, want.vendor);
  EXPECT_EQ(c.display_name, want.display_name);
  EXPECT_EQ(c.environment, want.environment);
  EXPECT_EQ(c.base_url, want.base_url);
  EXPECT_EQ(c.token_url, want.token_url);
  EXPECT_EQ(c.auth_kind, want.auth_kind);
  EXPECT_EQ(c.labels, want.labels);
  EXPECT_EQ(c.settings, want.settings);
  EXPECT_EQ(c.state, want.state);
  EXPECT_EQ(c.state_reason, want.state_reason);
  EXPECT_EQ(c.granted_scopes, want.granted_scopes);
  EXPECT_EQ(c.missing_scopes, want.missing_scopes);
  EXPECT_EQ(c.create_time, want.create_time);
  EXPECT_EQ(c.update_time, want.update_time);
  EXPECT_EQ(c.last_success_time, want.last_success_time);
  EXPECT_EQ(c.credential_version, want.credential_version);
  EXPECT_EQ(RevealSecret(read[1].credentials.at("api_key")), "canary-key");
  const Grant& grant = *read[1].grant;
  EXPECT_EQ(RevealSecret(grant.access_token), "canary-access");
  EXPECT_EQ(RevealSecret(grant.refresh_token), "canary-refresh");
  EXPECT_EQ(grant.issue_time, absl::FromUnixSeconds(4));
  EXPECT_EQ(grant.expire_time, absl::FromUnixSeconds(5));
  EXPECT_EQ(grant.grant_time, absl::FromUnixSeconds(6));
  EXPECT_EQ(grant.scopes, (std::vector<std::string>{"x"}));
  EXPECT_EQ(grant.dead_reason, "REFRESH_LOST");
}

TEST(Bundle, OfNothingIsOne) {
  EXPECT_EQ(WriteBundle({}), R"({"format_version":1,"connections":[]})");
  EXPECT_TRUE(ReadBundle(WriteBundle({})).value().empty());
}

TEST(Bundle, WhatCannotBeReadSaysWhereAndNeverWhat) {
  EXPECT_TRUE(absl::StrContains(
      StatusWith(R"("id":"acme")", R"("id":["canary"])").message(),
      "connections[0].id"));
  EXPECT_TRUE(absl::StrContains(
      StatusWith(R"("access_token":"canary-access")", R"("access_token":1)")
          .message(),
      "connections[0].grant.access_token"));
  StatusWith("\"api_key\":\"canary-key\"", "\"api_key\":null").IgnoreError();
}

TEST(Bundle, NothingIsSilentlyDropped) {
  EXPECT_TRUE(absl::StrContains(
      StatusWith(R"("vendor":)", R"("canary":1,"vendor":)").message(),
      "does not know"));
  StatusWith(R"("scopes":)", R"("more":1,"scopes":)").IgnoreError();
  StatusWith("AUTHORIZATION_CODE", "PASSKEY").IgnoreError();
  StatusWith("1970-01-01T00:00:02", "yesterday").IgnoreError();
  EXPECT_TRUE(absl::StrContains(
      StatusWith(R"("format_version":1)", R"("format_version":2)").message(),
      "version 2"));
}

TEST(Bundle, RubbishIsRefused) {
  for (const std::string& text :
       {std::string(), std::string("canary"), std::string("[]"),
        std::string("{}"), std::string(100000, '['),
        std::string(R"({"format_version":1,"connections":7})"),
        std::string(R"({"format_version":1,"connections":[[]]})")}) {
    const absl::Status status = ReadBundle(text).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID)
        << text.substr(0, 50);
  }
}

}  // namespace
}  // namespace hirewire::auth
