#include "auth/app/oauth_apps.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

OAuthApp App(const std::string& tenant = "acme",
             const std::string& vendor = "lever",
             const std::string& environment = "production") {
  OAuthApp app;
  app.tenant = tenant;
  app.vendor = vendor;
  app.environment = environment;
  app.client_id = "client-1";
  app.client_secret = Secret("canary-secret");
  app.scopes = {"a:read", "b:read"};
  app.redirect_uris = {"https://a.example/back"};
  return app;
}

class OAuthAppsTest : public testing::Test {
 protected:
  std::string SecretOf(const std::string& tenant, const std::string& vendor) {
    const auto found = apps_.Find(tenant, vendor, "production");
    return found.ok() ? std::string(RevealSecret(found->client_secret))
                      : std::string(ReasonName(ReasonOf(found.status())));
  }

  // The field that Set complains of; "" where it takes the app.
  std::string WrongField(const std::function<void(OAuthApp&)>& change) {
    OAuthApp app = App();
    change(app);
    const absl::Status status = apps_.Set(app).status();
    if (status.ok()) return "";
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
    EXPECT_FALSE(absl::StrContains(status.ToString(), "canary"));
    return DetailsOf(status)->metadata.at("field");
  }

  std::string Row(const std::string& key) {
    std::string value;
    EXPECT_TRUE(store_
                    ->Read([&](store::Reader& reader) -> absl::Status {
                      HW_ASSIGN_OR_RETURN(const auto stored,
                                          reader.Get("oauth_app", key));
                      if (stored) value = stored->value;
                      return absl::OkStatus();
                    })
                    .ok());
    return value;
  }

  void PutRow(const std::string& key, const std::string& value) {
    ASSERT_TRUE(store_
                    ->Transact([&](store::Transaction& t) {
                      return t.Put("oauth_app", key, value, store::kAnyVersion)
                          .status();
                    })
                    .ok());
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  Vault vault_{*keys_};
  OAuthApps apps_{*store_, vault_, clock_};
};

TEST_F(OAuthAppsTest, AnAppThatWasSetIsFoundWhole) {
  OAuthApp app = App();
  app.authorize_url = "http://localhost:9/authorize";
  app.token_url = "http://127.0.0.1:9/token";
  ASSERT_TRUE(apps_.Set(app).ok());
  const auto found = apps_.Find("acme", "lever", "production");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->tenant, "acme");
  EXPECT_EQ(found->vendor, "lever");
  EXPECT_EQ(found->environment, "production");
  EXPECT_EQ(found->client_id, "client-1");
  EXPECT_EQ(RevealSecret(found->client_secret), "canary-secret");
  EXPECT_EQ(found->scopes, app.scopes);
  EXPECT_EQ(found->redirect_uris, app.redirect_uris);
  EXPECT_EQ(found->authorize_url, app.authorize_url);
  EXPECT_EQ(found->token_url, app.token_url);
  EXPECT_EQ(found->create_time, clock_.Now());
  EXPECT_EQ(found->update_time, clock_.Now());
}

TEST_F(OAuthAppsTest, AnEmptySecretKeepsTheOneThatIsKnown) {
  const absl::Time made = clock_.Now();
  ASSERT_TRUE(apps_.Set(App()).ok());
  clock_.Advance(absl::Hours(1));
  OAuthApp changed = App();
  changed.client_secret = Secret();
  changed.client_id = "client-2";
  ASSERT_TRUE(apps_.Set(changed).ok());
  const auto found = apps_.Find("acme", "lever", "production");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->client_id, "client-2");
  EXPECT_EQ(RevealSecret(found->client_secret), "canary-secret");
  EXPECT_EQ(found->create_time, made);
  EXPECT_EQ(found->update_time, clock_.Now());
}

TEST_F(OAuthAppsTest, ANewSecretTakesThePlaceOfTheOldOne) {
  ASSERT_TRUE(apps_.Set(App()).ok());
  OAuthApp changed = App();
  changed.client_secret = Secret("another");
  ASSERT_TRUE(apps_.Set(changed).ok());
  EXPECT_EQ(SecretOf("acme", "lever"), "another");
}

TEST_F(OAuthAppsTest, TheFirstTimeNeedsASecret) {
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.client_secret = Secret(); }),
            "client_secret");
  EXPECT_TRUE(Row("acme/lever/production").empty());
}

TEST_F(OAuthAppsTest, BadInputIsNamedByItsField) {
  const std::string long_text(2049, 'x');
  const std::string canary = "canary ";
  for (const std::string& id : {std::string(), canary, long_text,
                                std::string("a\nb"), std::string("\xc3\xa9")}) {
    EXPECT_EQ(WrongField([&](OAuthApp& app) { app.client_id = id; }),
              "app.client_id");
  }
  for (const std::string& secret :
       {canary, long_text, std::string("a\0b", 3), std::string("a\n")}) {
    EXPECT_EQ(
        WrongField([&](OAuthApp& app) { app.client_secret = Secret(secret); }),
        "client_secret");
  }
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.scopes = {"a b"}; }),
            "app.scopes");
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.scopes = {""}; }), "app.scopes");
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.scopes.assign(101, "a"); }),
            "app.scopes");
  EXPECT_EQ(WrongField([](OAuthApp& app) {
              app.redirect_uris.assign(11, "https://a.example/");
            }),
            "app.redirect_uris");
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.redirect_uris = {"/canary"}; }),
            "app.redirect_uris");
  EXPECT_EQ(WrongField([](OAuthApp& app) {
              app.authorize_url = "http://canary.example/";
            }),
            "app.authorize_url");
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.token_url = "canary"; }),
            "app.token_url");
}

TEST_F(OAuthAppsTest, BadInputLosesNothing) {
  ASSERT_TRUE(apps_.Set(App()).ok());
  EXPECT_EQ(WrongField([](OAuthApp& app) { app.client_id = ""; }),
            "app.client_id");
  EXPECT_EQ(SecretOf("acme", "lever"), "canary-secret");
}

TEST_F(OAuthAppsTest, TenantsAreApart) {
  ASSERT_TRUE(apps_.Set(App("acme")).ok());
  OAuthApp theirs = App("globex");
  theirs.client_secret = Secret("theirs");
  ASSERT_TRUE(apps_.Set(theirs).ok());
  ASSERT_TRUE(apps_.Set(App("")).ok());
  EXPECT_EQ(SecretOf("acme", "lever"), "canary-secret");
  EXPECT_EQ(SecretOf("globex", "lever"), "theirs");
  EXPECT_EQ(SecretOf("acm", "lever"), "OAUTH_APP_MISSING");
  ASSERT_TRUE(apps_.Delete("globex", "lever", "production").ok());
  EXPECT_EQ(SecretOf("globex", "lever"), "OAUTH_APP_MISSING");
  EXPECT_EQ(SecretOf("acme", "lever"), "canary-secret");
  EXPECT_EQ(apps_.List("acme")->size(), 1u);
  EXPECT_EQ(apps_.List("")->size(), 1u);
  EXPECT_TRUE(apps_.List("globex")->empty());
}

TEST_F(OAuthAppsTest, TheListIsInOrderAndWithoutSecrets) {
  ASSERT_TRUE(apps_.Set(App("acme", "lever", "sandbox")).ok());
  ASSERT_TRUE(apps_.Set(App("acme", "lever", "eu")).ok());
  ASSERT_TRUE(apps_.Set(App("acme", "ashby", "production")).ok());
  const auto listed = apps_.List("acme");
  ASSERT_TRUE(listed.ok()) << listed.status();
  std::vector<std::string> names;
  for (const OAuthApp& app : *listed) {
    names.push_back(app.vendor + "/" + app.environment);
    EXPECT_TRUE(app.client_secret.empty());
    EXPECT_EQ(app.client_id, "client-1");
  }
  EXPECT_EQ(names, (std::vector<std::string>{"ashby/production", "lever/eu",
                                             "lever/sandbox"}));
}

TEST_F(OAuthAppsTest, WhatIsNotThereIsMissing) {
  EXPECT_EQ(SecretOf("acme", "lever"), "OAUTH_APP_MISSING");
  const absl::Status status = apps_.Delete("acme", "lever", "production");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_OAUTH_APP_MISSING);
  EXPECT_EQ(DetailsOf(status)->metadata.at("vendor"), "lever");
  EXPECT_EQ(DetailsOf(status)->metadata.at("environment"), "production");
}

TEST_F(OAuthAppsTest, TheSecretIsNowhereInThePlainRow) {
  ASSERT_TRUE(apps_.Set(App()).ok());
  const std::string row = Row("acme/lever/production");
  ASSERT_TRUE(absl::StrContains(row, "client-1"));
  EXPECT_FALSE(absl::StrContains(row, "canary"));
}

TEST_F(OAuthAppsTest, ASwappedRowIsNotPassedOffAsThisApp) {
  ASSERT_TRUE(apps_.Set(App("acme")).ok());
  ASSERT_TRUE(apps_.Set(App("globex")).ok());
  PutRow("acme/lever/production", Row("globex/lever/production"));
  EXPECT_EQ(apps_.Find("acme", "lever", "production").status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(apps_.List("acme").status().code(), absl::StatusCode::kDataLoss);
  // Nor is its secret taken over by a change.
  OAuthApp change = App("acme");
  change.client_secret = Secret();
  EXPECT_EQ(apps_.Set(change).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(OAuthAppsTest, AnotherAppsSealDoesNotOpen) {
  ASSERT_TRUE(apps_.Set(App("acme")).ok());
  ASSERT_TRUE(apps_.Set(App("globex")).ok());
  internal::v1::OAuthAppRecord ours, theirs;
  ASSERT_TRUE(ours.ParseFromString(Row("acme/lever/production")));
  ASSERT_TRUE(theirs.ParseFromString(Row("globex/lever/production")));
  ours.set_sealed_data_key(theirs.sealed_data_key());
  *ours.mutable_sealed_fields() = theirs.sealed_fields();
  PutRow("acme/lever/production", ours.SerializeAsString());
  EXPECT_EQ(SecretOf("acme", "lever"), "SEAL_BROKEN");
  // It can be mended by setting the secret again.
  ASSERT_TRUE(apps_.Set(App("acme")).ok());
  EXPECT_EQ(SecretOf("acme", "lever"), "canary-secret");
}

TEST(IsRedirectUri, TakesHttpsAndLoopbackOnly) {
  for (const char* uri :
       {"https://a.example", "https://a.example:8443/back?x=1",
        "http://localhost/back", "http://127.0.0.1:1", "http://[::1]:5/"}) {
    EXPECT_TRUE(IsRedirectUri(uri)) << uri;
  }
  for (const char* uri :
       {"", "/back", "a.example", "http://a.example/", "ftp://localhost/",
        "javascript:alert(1)", "https://u:p@a.example/", "https://a.example/#f",
        "https://a.example/#", "https://a.example/ b", "https://a.example/\n",
        "http://localhost.a.example/", "http://127.0.0.1@a.example/"}) {
    EXPECT_FALSE(IsRedirectUri(uri)) << uri;
  }
  EXPECT_FALSE(IsRedirectUri("https://a.example/" + std::string(2048, 'x')));
}

}  // namespace
}  // namespace hirewire::auth
