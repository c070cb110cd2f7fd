// From the link to a connection, with a vendor in memory.
#include "auth/oauth/authorizations.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorizations_fixture.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

TEST_F(AuthorizationsTest, ANewConnectionIsMadeWithItsTokens) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  EXPECT_EQ(begun.connection_id, "lever-1");
  EXPECT_EQ(begun.expire_time, clock_.Now() + absl::Minutes(10));
  EXPECT_EQ(Asked(begun, "state"), begun.state);
  EXPECT_EQ(Asked(begun, "client_id"), "client-1");
  EXPECT_EQ(Asked(begun, "redirect_uri"), "https://a.example/back");
  EXPECT_EQ(ReasonOf(registry_.Get("acme", "lever-1").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  const auto made = Complete(begun.state);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->id, "lever-1");
  EXPECT_EQ(made->tenant, "acme");
  EXPECT_EQ(made->vendor, "lever");
  EXPECT_EQ(made->display_name, "Lever of Acme");
  EXPECT_EQ(made->labels.at("team"), "blue");
  EXPECT_EQ(made->auth_kind, AuthKind::kAuthorizationCode);
  EXPECT_EQ(made->granted_scopes,
            (std::vector<std::string>{"a:read", "b:read"}));
  EXPECT_TRUE(registry_.Get("acme", "lever-1").ok());
  const auto tokens = tokens_.Load({"acme", "lever-1"});
  ASSERT_TRUE(tokens.ok() && tokens->has_value());
  EXPECT_EQ(RevealSecret((*tokens)->pair.access_token), "canary-access");
  EXPECT_EQ(RevealSecret((*tokens)->pair.refresh_token), "canary-refresh");
  EXPECT_EQ((*tokens)->pair.expires, (*tokens)->pair.issued + absl::Hours(1));
}

TEST_F(AuthorizationsTest, WithoutAnIdOneIsMade) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin(Request(""));
  EXPECT_TRUE(absl::StartsWith(begun.connection_id, "conn-"));
  const auto made = Complete(begun.state);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->id, begun.connection_id);
}

TEST_F(AuthorizationsTest, AConnectionThatIsThereKeepsItsIdAndItsOwnShape) {
  NewConnection request;
  request.id = "lever-1";
  request.vendor = "lever";
  request.display_name = "as it was";
  request.credentials = ApiKeyCredentials{Secret("canary-key")};
  const auto before = registry_.Create("acme", request);
  ASSERT_TRUE(before.ok()) << before.status();
  transport_.Answer(200, kPair);
  BeginRequest again = Request();
  again.vendor = "another";
  const Begun begun = Begin(again);
  // Until the code comes, it stays as it is.
  EXPECT_EQ(registry_.Get("acme", "lever-1")->auth_kind, AuthKind::kApiKey);
  const auto now = Complete(begun.state);
  ASSERT_TRUE(now.ok()) << now.status();
  EXPECT_EQ(now->id, "lever-1");
  EXPECT_EQ(now->vendor, "lever");
  EXPECT_EQ(now->display_name, "as it was");
  EXPECT_EQ(now->create_time, before->create_time);
  EXPECT_EQ(now->auth_kind, AuthKind::kAuthorizationCode);
  EXPECT_EQ(now->state, ConnectionState::kPending);
  EXPECT_GT(now->credential_version, before->credential_version);
  EXPECT_EQ(AccessToken(), "canary-access");
}

TEST_F(AuthorizationsTest, ADeclinedReconnectionLosesNothing) {
  transport_.Answer(200, kPair);
  ASSERT_TRUE(Complete(Begin().state).ok());
  EXPECT_EQ(ReasonOf(Complete(Begin().state, "access_denied").status()),
            v1::ERROR_REASON_AUTHORIZATION_DENIED);
  EXPECT_EQ(AccessToken(), "canary-access");
}

TEST_F(AuthorizationsTest, AnotherConnectionThatTookTheIdGetsNoToken) {
  NewConnection request;
  request.id = "lever-1";
  request.vendor = "lever";
  request.credentials = ApiKeyCredentials{Secret("canary-key")};
  ASSERT_TRUE(registry_.Create("acme", request).ok());
  const Begun begun = Begin();
  ASSERT_TRUE(registry_.Delete("acme", "lever-1").ok());
  request.vendor = "another";
  ASSERT_TRUE(registry_.Create("acme", request).ok());
  transport_.Answer(200, kPair);
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(registry_.Get("acme", "lever-1")->auth_kind, AuthKind::kApiKey);
  EXPECT_EQ(AccessToken(), "none");
}

TEST_F(AuthorizationsTest, TwoForOneNewIdMakeOneConnection) {
  transport_.Answer(200, kPair).Answer(200, kPair);
  const Begun one = Begin(), two = Begin();
  ASSERT_TRUE(Complete(one.state).ok());
  EXPECT_EQ(ReasonOf(Complete(two.state).status()),
            v1::ERROR_REASON_CONNECTION_EXISTS);
  EXPECT_EQ((*tokens_.Load({"acme", "lever-1"}))->generation, 1);
}

TEST_F(AuthorizationsTest, ARedirectUriIsTheAppsToTheLastByteOrTheServersOwn) {
  BeginRequest request = Request();
  for (const char* bad :
       {"", "https://a.example/back/", "https://a.example/back?x=1",
        "https://A.example/back", "http://a.example/back",
        "https://a.example/bac", "https://hirewire.example/connect"}) {
    request.redirect_uri = bad;
    const absl::Status status = WhyNot(request);
    ASSERT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << bad;
    EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "redirect_uri");
  }
  request.redirect_uri = kCallback;
  EXPECT_EQ(Asked(Begin(request), "redirect_uri"), kCallback);
}

TEST_F(AuthorizationsTest, WithoutAnAppNothingBegins) {
  EXPECT_EQ(ReasonOf(WhyNot(Request(), "globex")),
            v1::ERROR_REASON_OAUTH_APP_MISSING);
  // Nor ends, where it was deleted meanwhile.
  const Begun begun = Begin();
  ASSERT_TRUE(apps_.Delete("acme", "lever", "production").ok());
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_OAUTH_APP_MISSING);
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(AuthorizationsTest, AVendorThatDoesNotDoSoIsRefused) {
  by_key_ = true;
  const absl::Status status = WhyNot(Request());
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "vendor");
}

TEST_F(AuthorizationsTest, WhatNoConnectionCanBeIsRefusedAtOnce) {
  EXPECT_EQ(ReasonOf(WhyNot(Request("No Id!"))),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  BeginRequest request = Request();
  request.vendor = "";
  EXPECT_EQ(DetailsOf(WhyNot(request))->metadata.at("field"), "vendor");
  request = Request();
  request.labels = {{"", "x"}};
  EXPECT_EQ(ReasonOf(WhyNot(request)), v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(AuthorizationsTest, AStateIsItsTenantsAndSessionsAndFoundByIts) {
  transport_.Answer(200, kPair);
  const Begun begun = Begin();
  EXPECT_EQ(ReasonOf(Complete(begun.state, "", "globex").status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(ReasonOf(Complete(begun.state, "", "acme", "").status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(
      ReasonOf(Complete(begun.state, "access_denied", "acme", "s2").status()),
      v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  const auto owner = authorizations_.Find(begun.state);
  ASSERT_TRUE(owner.ok()) << owner.status();
  EXPECT_EQ(owner->tenant, "acme");
  EXPECT_EQ(owner->session, "session-1");
  EXPECT_EQ(owner->connection_id, "lever-1");
  EXPECT_EQ(owner->vendor, "lever");
  EXPECT_TRUE(Complete(begun.state).ok());
}

TEST_F(AuthorizationsTest, AfterTenMinutesItIsUnknown) {
  const Begun begun = Begin();
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(ReasonOf(authorizations_.Find(begun.state).status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(ReasonOf(Complete(begun.state).status()),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_TRUE(transport_.requests().empty());
}

}  // namespace
}  // namespace hirewire::auth
