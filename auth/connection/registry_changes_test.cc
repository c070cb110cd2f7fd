// What changes connections, beside Create, Delete and SetState
// (registry_test.cc): each change is an event, and nothing else is.
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/credentials.h"
#include "auth/connection/event_log.h"
#include "auth/connection/registry.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using Scopes = std::vector<std::string>;

class RegistryChanges : public testing::Test {
 protected:
  RegistryChanges() { Create("acme"); }

  Connection Create(absl::string_view id) {
    NewConnection request;
    request.id = std::string(id);
    request.vendor = "lever";
    request.credentials = ApiKeyCredentials{Secret("old-key")};
    return registry_.Create("", request).value();
  }

  Connection Get() { return registry_.Get("", "acme").value(); }

  absl::StatusOr<Connection> Update(const ConnectionChange& change) {
    return registry_.Update("", "acme", change);
  }
  absl::StatusOr<Connection> Disable(bool disabled) {
    ConnectionChange change;
    change.disabled = disabled;
    return Update(change);
  }
  absl::StatusOr<Connection> Replace(const Credentials& credentials,
                                     const AlsoWrite& also = nullptr) {
    return registry_.ReplaceCredentials("", "acme", credentials, also);
  }
  Connection SetState(ConnectionState state, absl::string_view reason = "") {
    return registry_.SetState("", "acme", state, reason).value();
  }
  std::string Key() {
    return std::string(RevealSecret(
        std::get<ApiKeyCredentials>(*registry_.OpenCredentials(Get()))
            .api_key));
  }
  // The kinds of the events since the connection was made.
  std::vector<ConnectionEventKind> Kinds() {
    std::vector<ConnectionEventKind> kinds;
    const ConnectionEventPage page = registry_.Events("", 1, 100).value();
    for (const ConnectionEvent& event : page.events) {
      kinds.push_back(event.kind);
    }
    return kinds;
  }

  FakeClock clock_;
  SeededRandom random_{1};
  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  const Vault vault_{*keys_};
  ConnectionRegistry registry_{*store_, vault_, clock_, random_};
};

using Kind = ConnectionEventKind;

TEST_F(RegistryChanges, AnUpdateChangesWhatItNamesAndNothingElse) {
  ConnectionChange change;
  change.display_name = "Acme";
  ASSERT_TRUE(Update(change).ok());
  ConnectionChange labels;
  labels.labels.emplace()["team"] = "eu";
  clock_.Advance(absl::Minutes(1));
  const auto updated = Update(labels);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->display_name, "Acme");
  EXPECT_EQ(updated->labels.at("team"), "eu");
  EXPECT_EQ(updated->state, ConnectionState::kPending);
  EXPECT_EQ(updated->update_time, clock_.Now());
  EXPECT_EQ(Key(), "old-key");
  EXPECT_EQ(Kinds(), (std::vector{Kind::kUpdated, Kind::kUpdated}));
}

TEST_F(RegistryChanges, AnUpdateThatChangesNothingIsNoEvent) {
  const int64_t generation = Get().generation;
  ConnectionChange change;
  change.display_name = "";
  change.disabled = false;
  EXPECT_EQ(Update(change)->generation, generation);
  EXPECT_TRUE(Kinds().empty());
}

TEST_F(RegistryChanges, WrongUpdatesChangeNothing) {
  ConnectionChange change;
  change.display_name = "Acme";
  change.labels.emplace()[""] = "no name";
  EXPECT_EQ(ReasonOf(Update(change).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(Get().display_name, "");
  EXPECT_EQ(ReasonOf(registry_.Update("", "nobody", {}).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(ReasonOf(registry_.Update("other", "acme", {}).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(RegistryChanges, ADisabledConnectionStaysSoUntilItIsSwitchedOn) {
  SetState(ConnectionState::kNeedsReauthorization, "CREDENTIALS_REJECTED");
  EXPECT_EQ(Disable(true)->state, ConnectionState::kDisabled);
  EXPECT_EQ(Get().state_reason, "");
  EXPECT_EQ(SetState(ConnectionState::kActive).state,
            ConnectionState::kDisabled);
  EXPECT_EQ(Replace(ApiKeyCredentials{Secret("new-key")})->state,
            ConnectionState::kDisabled);
  EXPECT_EQ(Disable(false)->state, ConnectionState::kPending);
  EXPECT_EQ(Kinds(),
            (std::vector{Kind::kStateChanged, Kind::kStateChanged,
                         Kind::kCredentialChanged, Kind::kStateChanged}));
}

TEST_F(RegistryChanges, NewCredentialsTakeThePlaceOfTheOld) {
  SetState(ConnectionState::kNeedsReauthorization, "CREDENTIALS_REJECTED");
  ASSERT_TRUE(registry_.SetScopes("", "acme", {"a"}, {"b"}).ok());
  const auto replaced =
      Replace(ClientCredentials{Secret("id"), Secret("secret"), Secret()});
  ASSERT_TRUE(replaced.ok()) << replaced.status();
  EXPECT_EQ(replaced->auth_kind, AuthKind::kClientCredentials);
  EXPECT_EQ(replaced->credential_version, 2);
  EXPECT_EQ(replaced->state, ConnectionState::kPending);
  EXPECT_EQ(replaced->state_reason, "");
  EXPECT_EQ(replaced->granted_scopes, Scopes());
  EXPECT_EQ(replaced->missing_scopes, Scopes());
  const auto opened = registry_.OpenCredentials(*replaced);
  EXPECT_EQ(RevealSecret(std::get<ClientCredentials>(*opened).client_secret),
            "secret");
}

TEST_F(RegistryChanges, WrongCredentialsLeaveTheOldOnes) {
  EXPECT_EQ(ReasonOf(Replace(ApiKeyCredentials{Secret("")}).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(Key(), "old-key");
  EXPECT_EQ(Get().credential_version, 1);
}

TEST_F(RegistryChanges, WhatIsAlsoWrittenHappensWithItOrNotAtAll) {
  const auto failed =
      Replace(ApiKeyCredentials{Secret("new-key")}, [](store::Transaction& t) {
        EXPECT_TRUE(t.Put("other", "key", "value", store::kAnyVersion).ok());
        return absl::UnavailableError("full");
      });
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(Key(), "old-key");
  EXPECT_TRUE(Kinds().empty());
  ASSERT_TRUE(
      Replace(ApiKeyCredentials{Secret("new-key")}, [](store::Transaction& t) {
        return t.Put("other", "key", "value", store::kAbsent).status();
      }).ok());
  EXPECT_EQ(Key(), "new-key");
}

TEST_F(RegistryChanges, ScopesAreKeptAndWrittenOnlyWhenTheyChange) {
  const auto set = registry_.SetScopes("", "acme", {"a", "b"}, {"c"});
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(Get().granted_scopes, (Scopes{"a", "b"}));
  EXPECT_EQ(Get().missing_scopes, (Scopes{"c"}));
  EXPECT_EQ(registry_.SetScopes("", "acme", {"a", "b"}, {"c"})->generation,
            set->generation);
  EXPECT_EQ(Kinds(), (std::vector{Kind::kUpdated}));
  EXPECT_EQ(ReasonOf(registry_.SetScopes("", "nobody", {}, {}).status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(RegistryChanges, AnAnswerToAnOldCredentialSaysNothingOfTheNewOne) {
  const Connection seen = Get();
  ASSERT_TRUE(Replace(ApiKeyCredentials{Secret("new-key")}).ok());
  ASSERT_TRUE(registry_
                  .SetState(seen, ConnectionState::kNeedsReauthorization,
                            "CREDENTIALS_REJECTED")
                  .ok());
  EXPECT_EQ(Get().state, ConnectionState::kPending);
  ASSERT_TRUE(registry_.SetState(Get(), ConnectionState::kActive, "").ok());
  EXPECT_EQ(Get().state, ConnectionState::kActive);
}

TEST_F(RegistryChanges, AnAnswerSaysNothingOfAConnectionThatWasMadeAnew) {
  const Connection seen = Get();
  ASSERT_TRUE(registry_.Delete("", "acme").ok());
  clock_.Advance(absl::Milliseconds(1));
  Create("acme");
  ASSERT_TRUE(registry_
                  .SetState(seen, ConnectionState::kNeedsReauthorization,
                            "CREDENTIALS_REJECTED")
                  .ok());
  EXPECT_EQ(Get().state, ConnectionState::kPending);
}

TEST_F(RegistryChanges, SuccessIsNotedOnceAMinute) {
  const Connection seen = Get();
  registry_.NoteSuccess(seen);
  const absl::Time first = clock_.Now();
  EXPECT_EQ(Get().last_success_time, first);
  EXPECT_EQ(Get().generation, seen.generation);
  clock_.Advance(absl::Seconds(59));
  registry_.NoteSuccess(Get());
  // Also where the caller has not seen the last one.
  registry_.NoteSuccess(seen);
  EXPECT_EQ(Get().last_success_time, first);
  clock_.Advance(absl::Seconds(1));
  registry_.NoteSuccess(Get());
  EXPECT_EQ(Get().last_success_time, clock_.Now());
  EXPECT_TRUE(Kinds().empty());
}

TEST_F(RegistryChanges, SuccessOfADeletedConnectionLeavesNothing) {
  const Connection seen = Get();
  ASSERT_TRUE(registry_.Delete("", "acme").ok());
  registry_.NoteSuccess(seen);
  Create("acme");
  EXPECT_EQ(Get().last_success_time, absl::InfinitePast());
}

TEST_F(RegistryChanges, NewIdsAreIdsAndDiffer) {
  const std::string first = registry_.NewId();
  EXPECT_TRUE(IsConnectionId(first));
  EXPECT_NE(registry_.NewId(), first);
}

TEST_F(RegistryChanges, TheBellRingsForChangesOnly) {
  int rings = 0;
  const auto subscription =
      registry_.Subscribe([&](absl::string_view) { ++rings; });
  SetState(ConnectionState::kActive);
  SetState(ConnectionState::kActive);
  registry_.NoteSuccess(Get());
  EXPECT_FALSE(registry_.Delete("", "nobody").ok());
  EXPECT_EQ(rings, 1);
  Create("other");
  ASSERT_TRUE(registry_.Delete("", "other").ok());
  EXPECT_EQ(rings, 3);
}

TEST_F(RegistryChanges, ChangesFromManyThreadsAreAllLogged) {
  constexpr int kThreads = 4;
  constexpr int kChanges = 20;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] {
      for (int i = 0; i < kChanges; ++i) {
        const std::string scope = std::to_string(thread * kChanges + i);
        EXPECT_TRUE(registry_.SetScopes("", "acme", {scope}, {}).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(registry_.Events("", 1, 1000)->events.size(),
            static_cast<size_t>(kThreads * kChanges));
}

}  // namespace
}  // namespace hirewire::auth
