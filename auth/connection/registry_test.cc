#include "auth/connection/registry.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

NewConnection Lever(absl::string_view id) {
  NewConnection request;
  request.id = std::string(id);
  request.vendor = "lever";
  request.credentials = ApiKeyCredentials{Secret("key-of-lever")};
  return request;
}

NewConnection Greenhouse(absl::string_view id) {
  NewConnection request;
  request.id = std::string(id);
  request.vendor = "greenhouse";
  request.display_name = "Acme, München";
  request.environment = "production";
  request.base_url = "http://127.0.0.1:8080/v3";
  request.token_url = "http://127.0.0.1:8080/token";
  request.labels = {{"team", "people"}};
  request.credentials =
      ClientCredentials{Secret("client"), Secret("secret"), Secret("4711")};
  return request;
}

class Registry : public testing::Test {
 protected:
  v1::ErrorReason ReasonOfCreate(const NewConnection& request) {
    return ReasonOf(registry_.Create("", request).status());
  }

  // Overwrites what is stored under one id with what is under another.
  void CopyRow(absl::string_view from, absl::string_view to) {
    ASSERT_EQ(store_->Transact([&](store::Transaction& t) -> absl::Status {
      HW_ASSIGN_OR_RETURN(const auto row,
                          t.Get("connection", absl::StrCat("/", from)));
      return t
          .Put("connection", absl::StrCat("/", to), row->value,
               store::kAnyVersion)
          .status();
    }),
              absl::OkStatus());
  }

  FakeClock clock_;
  SeededRandom random_{1};
  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  const Vault vault_{*keys_};
  ConnectionRegistry registry_{*store_, vault_, clock_, random_};
};

TEST_F(Registry, GivesBackEveryFieldThatWasGiven) {
  const auto made = registry_.Create("", Greenhouse("acme"));
  ASSERT_TRUE(made.ok()) << made.status();
  const auto got = registry_.Get("", "acme");
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->id, "acme");
  EXPECT_EQ(got->tenant, "");
  EXPECT_EQ(got->vendor, "greenhouse");
  EXPECT_EQ(got->display_name, "Acme, München");
  EXPECT_EQ(got->environment, "production");
  EXPECT_EQ(got->base_url, "http://127.0.0.1:8080/v3");
  EXPECT_EQ(got->token_url, "http://127.0.0.1:8080/token");
  EXPECT_EQ(got->auth_kind, AuthKind::kClientCredentials);
  EXPECT_EQ(got->labels,
            (std::map<std::string, std::string>{{"team", "people"}}));
  EXPECT_EQ(got->state, ConnectionState::kPending);
  EXPECT_EQ(got->create_time, clock_.Now());
  EXPECT_EQ(got->update_time, clock_.Now());
  EXPECT_EQ(got->generation, made->generation);
}

TEST_F(Registry, OpensTheCredentialsThatWereGiven) {
  const auto client = registry_.OpenCredentials(
      registry_.Create("", Greenhouse("acme")).value());
  ASSERT_TRUE(client.ok()) << client.status();
  const auto& fields = std::get<ClientCredentials>(*client);
  EXPECT_EQ(RevealSecret(fields.client_id), "client");
  EXPECT_EQ(RevealSecret(fields.client_secret), "secret");
  EXPECT_EQ(RevealSecret(fields.acting_user), "4711");
  const auto key =
      registry_.OpenCredentials(registry_.Create("", Lever("l")).value());
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(RevealSecret(std::get<ApiKeyCredentials>(*key).api_key),
            "key-of-lever");
}

TEST_F(Registry, MakesUpIdsThatDiffer) {
  const auto first = registry_.Create("", Lever(""));
  const auto second = registry_.Create("", Lever(""));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->id.substr(0, 5), "conn-");
  EXPECT_EQ(first->id.size(), 25u);
  EXPECT_NE(first->id, second->id);
  EXPECT_TRUE(registry_.Get("", first->id).ok());
}

TEST_F(Registry, AnIdCannotBeTakenTwice) {
  ASSERT_TRUE(registry_.Create("", Greenhouse("acme")).ok());
  EXPECT_EQ(ReasonOfCreate(Lever("acme")), v1::ERROR_REASON_CONNECTION_EXISTS);
  EXPECT_EQ(registry_.Get("", "acme")->vendor, "greenhouse");
}

TEST_F(Registry, ADeletedConnectionIsGoneAndItsIdIsFree) {
  const auto old = registry_.Create("", Lever("acme"));
  ASSERT_EQ(registry_.Delete("", "acme"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(registry_.Get("", "acme").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(ReasonOf(registry_.OpenCredentials(*old).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(ReasonOf(registry_.Delete("", "acme")),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  const auto again = registry_.Create("", Lever("acme"));
  ASSERT_TRUE(again.ok());
  EXPECT_GT(again->generation, old->generation);
}

TEST_F(Registry, UnknownConnectionsAreNamedInTheError) {
  const absl::Status status = registry_.Get("", "nobody").status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(DetailsOf(status)->metadata.at("connection"), "nobody");
}

TEST_F(Registry, ListsByIdInPagesWithoutGapOrRepeat) {
  for (const char* id : {"d", "a", "e", "c", "b"}) {
    ASSERT_TRUE(registry_.Create("", Lever(id)).ok());
  }
  std::string seen, after;
  int pages = 0;
  do {
    const auto page = registry_.List("", after, 2);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const Connection& one : page->connections) seen += one.id;
    after = page->next;
    ++pages;
  } while (!after.empty());
  EXPECT_EQ(seen, "abcde");
  EXPECT_EQ(pages, 3);
}

TEST_F(Registry, AFullLastPageSaysThatItIsTheLast) {
  ASSERT_TRUE(registry_.Create("", Lever("a")).ok());
  ASSERT_TRUE(registry_.Create("", Lever("b")).ok());
  EXPECT_EQ(registry_.List("", "", 2)->next, "");
  EXPECT_TRUE(registry_.List("", "b", 2)->connections.empty());
}

TEST_F(Registry, TenantsDoNotSeeEachOther) {
  ASSERT_TRUE(registry_.Create("one", Lever("acme")).ok());
  ASSERT_TRUE(registry_.Create("two", Greenhouse("acme")).ok());
  EXPECT_EQ(registry_.Get("one", "acme")->vendor, "lever");
  EXPECT_EQ(registry_.Get("two", "acme")->vendor, "greenhouse");
  EXPECT_EQ(registry_.List("one", "", 10)->connections.size(), 1u);
  // The answer is the same as for one that does not exist.
  EXPECT_EQ(registry_.Get("three", "acme").status(),
            registry_.Get("", "acme").status());
  EXPECT_EQ(ReasonOf(registry_.Delete("three", "acme")),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(Registry, AnIdWithASlashDoesNotReachIntoAnotherTenant) {
  ASSERT_TRUE(registry_.Create("one/two", Lever("acme")).ok());
  EXPECT_FALSE(registry_.Get("one", "two/acme").ok());
  EXPECT_FALSE(registry_.Delete("one", "two/acme").ok());
  EXPECT_FALSE(
      registry_.SetState("one", "two/acme", ConnectionState::kActive, "").ok());
}

TEST_F(Registry, StatesChangeTheGenerationOnlyWhenTheyChange) {
  const auto made = registry_.Create("", Lever("acme"));
  clock_.Advance(absl::Minutes(5));
  const auto rejected =
      registry_.SetState("", "acme", ConnectionState::kNeedsReauthorization,
                         "CREDENTIALS_REJECTED");
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_GT(rejected->generation, made->generation);
  EXPECT_EQ(rejected->update_time, clock_.Now());
  EXPECT_EQ(rejected->create_time, made->create_time);
  const auto same =
      registry_.SetState("", "acme", ConnectionState::kNeedsReauthorization,
                         "CREDENTIALS_REJECTED");
  EXPECT_EQ(same->generation, rejected->generation);
  EXPECT_EQ(registry_.Get("", "acme")->state_reason, "CREDENTIALS_REJECTED");
  EXPECT_TRUE(registry_.OpenCredentials(*same).ok());
  EXPECT_EQ(
      ReasonOf(registry_.SetState("", "nobody", ConnectionState::kActive, "")
                   .status()),
      v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(Registry, SwappedRowsAreNoticed) {
  const auto acme = registry_.Create("", Lever("acme"));
  ASSERT_TRUE(registry_.Create("", Lever("other")).ok());
  CopyRow("other", "acme");
  EXPECT_EQ(registry_.Get("", "acme").status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_FALSE(registry_.OpenCredentials(*acme).ok());
}

TEST_F(Registry, AnotherMasterKeyBreaksTheSealOnly) {
  const auto made = registry_.Create("", Lever("acme"));
  const auto other_keys = crypto::Keyring::Ephemeral();
  const Vault other_vault(*other_keys);
  const ConnectionRegistry other(*store_, other_vault, clock_, random_);
  EXPECT_TRUE(other.Get("", "acme").ok());
  const absl::Status status = other.OpenCredentials(*made).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_SEAL_BROKEN);
  EXPECT_EQ(DetailsOf(status)->metadata.at("key_id"), keys_->primary_id());
  EXPECT_TRUE(registry_.OpenCredentials(*made).ok());
}

}  // namespace
}  // namespace hirewire::auth
