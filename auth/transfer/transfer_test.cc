#include "auth/transfer/transfer.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/transfer/bundle.h"
#include "auth/transfer/grants.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/crypto/sealed_box.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// A server, as far as connections go.
struct Server {
  Connection Connect(const std::string& id, const Credentials& credentials) {
    NewConnection request;
    request.id = id;
    request.vendor = "lever";
    request.labels = {{"team", "eu"}};
    request.credentials = credentials;
    return registry.Create("", request).value();
  }
  void Grant(const std::string& id) {
    auth::Grant grant;
    grant.access_token = Secret("canary-access");
    grant.refresh_token = Secret("canary-refresh");
    grant.expire_time = clock.Now() + absl::Hours(1);
    EXPECT_TRUE(Write([&](store::Transaction& t) {
                  return AddGrant(t, vault, {"", id}, grant);
                }).ok());
  }
  absl::Status Write(
      const std::function<absl::Status(store::Transaction&)>& body) {
    return store->Transact(body);
  }
  std::optional<auth::Grant> GrantOf(const std::string& id) {
    std::optional<auth::Grant> grant;
    EXPECT_TRUE(store
                    ->Read([&](store::Reader& reader) {
                      grant = ReadGrant(reader, vault, {"", id}).value();
                      return absl::OkStatus();
                    })
                    .ok());
    return grant;
  }
  std::string DeadReason(const std::string& id) {
    internal::v1::TokenRecord record;
    EXPECT_TRUE(store
                    ->Read([&](store::Reader& reader) {
                      const auto stored =
                          *reader.Get("token", absl::StrCat("/", id));
                      record.ParseFromString(stored->value);
                      return absl::OkStatus();
                    })
                    .ok());
    return record.dead_reason();
  }
  ConnectionState StateOf(const std::string& id) {
    return registry.Get("", id)->state;
  }

  FakeClock clock;
  SeededRandom random{1};
  std::unique_ptr<store::SqliteStore> store = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keys = crypto::Keyring::Ephemeral();
  Vault vault{*keys};
  ConnectionRegistry registry{*store, vault, clock, random};
  ConnectionTransfer transfer{*store, vault, clock};
};

class TransferTest : public testing::Test {
 protected:
  ExportRequest For(const Server& server, std::vector<std::string> ids = {}) {
    ExportRequest request;
    request.ids = std::move(ids);
    request.recipient_public_key = to_.transfer.ImportKey("").value();
    return request;
  }
  absl::StatusOr<std::vector<Connection>> Import(absl::string_view bundle) {
    auto moved = to_.transfer.OpenBundle("", bundle);
    if (!moved.ok()) return moved.status();
    return to_.transfer.Import("", *moved);
  }

  Server from_, to_;
};

TEST_F(TransferTest, MovesConnectionsWithCredentialsAndTokens) {
  from_.Connect("key", ApiKeyCredentials{Secret("canary-key")});
  from_.Connect("client", ClientCredentials{Secret("id"), Secret("canary-cs"),
                                            Secret("")});
  from_.Connect("code", AuthorizationCode{});
  from_.Grant("code");
  const auto exported = from_.transfer.Export("", For(to_));
  ASSERT_TRUE(exported.ok()) << exported.status();
  EXPECT_EQ(exported->ids, (std::vector<std::string>{"client", "code", "key"}));
  EXPECT_FALSE(absl::StrContains(exported->bundle, "canary"));
  const auto imported = Import(exported->bundle);
  ASSERT_TRUE(imported.ok()) << imported.status();
  ASSERT_EQ(imported->size(), 3u);
  const Connection key = to_.registry.Get("", "key").value();
  EXPECT_EQ(key.labels.at("team"), "eu");
  EXPECT_EQ(key.state, ConnectionState::kPending);
  EXPECT_EQ(RevealSecret(std::get<ApiKeyCredentials>(
                             to_.registry.OpenCredentials(key).value())
                             .api_key),
            "canary-key");
  const Connection client = to_.registry.Get("", "client").value();
  EXPECT_EQ(RevealSecret(std::get<ClientCredentials>(
                             to_.registry.OpenCredentials(client).value())
                             .client_secret),
            "canary-cs");
  const std::optional<Grant> grant = to_.GrantOf("code");
  ASSERT_TRUE(grant.has_value());
  EXPECT_EQ(RevealSecret(grant->refresh_token), "canary-refresh");
  EXPECT_EQ(grant->expire_time, from_.clock.Now() + absl::Hours(1));
  EXPECT_EQ(grant->dead_reason, "");
}

TEST_F(TransferTest, WhatWasExportedIsSwitchedOffAndNotRenewedHere) {
  from_.Connect("code", AuthorizationCode{});
  from_.Grant("code");
  ASSERT_TRUE(from_.transfer.Export("", For(to_)).ok());
  EXPECT_EQ(from_.StateOf("code"), ConnectionState::kDisabled);
  EXPECT_EQ(from_.DeadReason("code"), "CONNECTION_DISABLED");
  ASSERT_TRUE(from_
                  .Write([&](store::Transaction& t) {
                    return ResumeGrant(t, {"", "code"});
                  })
                  .ok());
  EXPECT_EQ(from_.DeadReason("code"), "");
}

TEST_F(TransferTest, WhatStaysInUseIsUntouched) {
  const Connection made =
      from_.Connect("key", ApiKeyCredentials{Secret("canary-key")});
  ExportRequest request = For(to_);
  request.keep_enabled = true;
  ASSERT_TRUE(from_.transfer.Export("", request).ok());
  EXPECT_EQ(from_.registry.Get("", "key")->generation, made.generation);
}

TEST_F(TransferTest, OneThatWasOffStaysOff) {
  from_.Connect("key", ApiKeyCredentials{Secret("canary-key")});
  ConnectionChange off;
  off.disabled = true;
  ASSERT_TRUE(from_.registry.Update("", "key", off).ok());
  ASSERT_TRUE(Import(from_.transfer.Export("", For(to_))->bundle).ok());
  EXPECT_EQ(to_.StateOf("key"), ConnectionState::kDisabled);
}

TEST_F(TransferTest, ImportsAllOrNothingAndNamesWhatIsThere) {
  from_.Connect("a", ApiKeyCredentials{Secret("canary-a")});
  from_.Connect("b", ApiKeyCredentials{Secret("canary-b")});
  to_.Connect("b", ApiKeyCredentials{Secret("other")});
  const std::string bundle = from_.transfer.Export("", For(to_))->bundle;
  const absl::Status status = Import(bundle).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CONNECTION_EXISTS);
  EXPECT_EQ(DetailsOf(status)->metadata.at("connection"), "b");
  EXPECT_FALSE(to_.registry.Get("", "a").ok());
  ASSERT_TRUE(to_.registry.Delete("", "b").ok());
  EXPECT_TRUE(Import(bundle).ok());
}

TEST_F(TransferTest, AFailedExportSwitchesNothingOff) {
  from_.Connect("a", ApiKeyCredentials{Secret("canary-a")});
  EXPECT_EQ(
      ReasonOf(from_.transfer.Export("", For(to_, {"a", "nobody"})).status()),
      v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  ExportRequest bad = For(to_);
  bad.recipient_public_key = "short";
  EXPECT_EQ(
      DetailsOf(from_.transfer.Export("", bad).status())->metadata.at("field"),
      "recipient_public_key");
  EXPECT_EQ(from_.StateOf("a"), ConnectionState::kPending);
}

TEST_F(TransferTest, ANamedOneIsExportedOnceAndAloneAndOfItsTenantOnly) {
  from_.Connect("a", ApiKeyCredentials{Secret("canary-a")});
  from_.Connect("b", ApiKeyCredentials{Secret("canary-b")});
  const auto exported = from_.transfer.Export("", For(to_, {"a", "a"}));
  EXPECT_EQ(exported->ids, (std::vector<std::string>{"a"}));
  EXPECT_EQ(from_.StateOf("b"), ConnectionState::kPending);
  EXPECT_EQ(ReasonOf(from_.transfer.Export("other", For(to_, {"b"})).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(TransferTest, TokensThatAreBeingRenewedAreWaitedFor) {
  from_.Connect("code", AuthorizationCode{});
  from_.Grant("code");
  ASSERT_TRUE(from_
                  .Write([&](store::Transaction& t) {
                    internal::v1::TokenRecord record;
                    record.ParseFromString((*t.Get("token", "/code"))->value);
                    record.mutable_lease()->set_holder("somebody");
                    return t
                        .Put("token", "/code", record.SerializeAsString(),
                             store::kAnyVersion)
                        .status();
                  })
                  .ok());
  EXPECT_TRUE(
      absl::IsUnavailable(from_.transfer.Export("", For(to_)).status()));
  EXPECT_EQ(from_.StateOf("code"), ConnectionState::kPending);
  from_.Grant("code");
  EXPECT_TRUE(from_.transfer.Export("", For(to_)).ok());
}

TEST_F(TransferTest, TheImportKeyStaysAndIsOfItsTenant) {
  const std::string key = to_.transfer.ImportKey("").value();
  EXPECT_EQ(key.size(), 32u);
  EXPECT_EQ(to_.transfer.ImportKey("").value(), key);
  EXPECT_NE(to_.transfer.ImportKey("other").value(), key);
  from_.Connect("a", ApiKeyCredentials{Secret("canary-a")});
  const std::string bundle = from_.transfer.Export("", For(to_))->bundle;
  EXPECT_EQ(ReasonOf(to_.transfer.OpenBundle("other", bundle).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(TransferTest, AnImportKeyThatWasChangedOrSwappedIsNotUsed) {
  ASSERT_TRUE(to_.transfer.ImportKey("").ok());
  ASSERT_TRUE(to_.Write([&](store::Transaction& t) {
                   return t
                       .Put("import_key", "other/",
                            (*t.Get("import_key", "/"))->value,
                            store::kAnyVersion)
                       .status();
                 })
                  .ok());
  EXPECT_EQ(ReasonOf(to_.transfer.ImportKey("other").status()),
            v1::ERROR_REASON_SEAL_BROKEN);
}

TEST_F(TransferTest, WhatIsNoBundleIsRefused) {
  from_.Connect("a", ApiKeyCredentials{Secret("canary-a")});
  std::string bundle = from_.transfer.Export("", For(to_))->bundle;
  bundle[bundle.size() / 2] ^= 1;
  for (const std::string& bad : {bundle, std::string(), std::string("x")}) {
    EXPECT_EQ(ReasonOf(Import(bad).status()),
              v1::ERROR_REASON_ARGUMENT_INVALID);
  }
}

TEST_F(TransferTest, AForgedConnectionIsRefused) {
  MovedConnection forged;
  forged.connection.id = "Not An Id";
  forged.connection.vendor = "lever";
  forged.credentials.emplace("api_key", Secret("canary"));
  const std::string key = to_.transfer.ImportKey("").value();
  const auto refused = [&] {
    return ReasonOf(
               Import(*crypto::SealBox(key, WriteBundle({forged}))).status()) ==
           v1::ERROR_REASON_ARGUMENT_INVALID;
  };
  EXPECT_TRUE(refused());
  forged.connection.id = "good";
  forged.credentials.emplace("access_token", Secret("canary"));
  EXPECT_TRUE(refused());
  forged.credentials.erase("access_token");
  forged.credentials["api_key"] = Secret("canary\nX: y");
  EXPECT_TRUE(refused());
  forged.credentials["api_key"] = Secret("canary");
  EXPECT_TRUE(Import(*crypto::SealBox(key, WriteBundle({forged}))).ok());
}

}  // namespace
}  // namespace hirewire::auth
