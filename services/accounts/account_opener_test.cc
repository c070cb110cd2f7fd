#include "services/accounts/account_opener.h"

#include <string>

#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/call.h"

namespace hirewire::accounts {
namespace {

using auth::ConnectionState;

class AccountOpenerTest : public ::testing::Test {
 protected:
  AccountOpenerTest() { connections_.Add("acme-1", "acme"); }

  OpenAccount Open() { return opener_.Open(call_, "acme-1").value(); }

  absl::StatusOr<std::string> Note(absl::StatusOr<std::string> result) {
    return opener_.Noted(Open(), std::move(result));
  }

  TestRegistry connections_;
  Shards shards_{2};
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  rpc::Call call_;
};

absl::Status Rejected() {
  return Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("rejected");
}

TEST_F(AccountOpenerTest, OpensAndNamesTheConnectionForTheLog) {
  EXPECT_EQ(Open().account.get(), &account_);
  EXPECT_EQ(call_.connection, "acme-1");
  EXPECT_EQ(call_.vendor, "acme");
}

TEST_F(AccountOpenerTest, WhatACallerMerelyWroteIsNotLogged) {
  EXPECT_EQ(ReasonOf(opener_.Open(call_, "jane@example.com").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(call_.connection, "");
}

TEST_F(AccountOpenerTest, AnotherTenantsConnectionDoesNotExist) {
  connections_.Add("acme-2", "acme", "globex");
  const absl::Status foreign = opener_.Open(call_, "acme-2").status();
  ASSERT_EQ(ReasonOf(foreign), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  call_.caller.tenant = "globex";
  EXPECT_TRUE(opener_.Open(call_, "acme-2").ok());
  EXPECT_FALSE(opener_.Open(call_, "acme-1").ok());
  // In the same words as one that nobody has.
  connections_.registry().Delete("globex", "acme-2").IgnoreError();
  EXPECT_EQ(opener_.Open(call_, "acme-2").status().ToString(),
            foreign.ToString());
}

TEST_F(AccountOpenerTest, AnAnswerProvesTheCredentialOfItsOwnTenantOnly) {
  connections_.Add("acme-1", "acme", "globex");
  call_.caller.tenant = "globex";
  EXPECT_TRUE(Note(std::string("bytes")).ok());
  EXPECT_EQ(connections_.registry().Get("globex", "acme-1")->state,
            ConnectionState::kActive);
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kPending);
}

TEST_F(AccountOpenerTest, ADisabledConnectionIsNotOpened) {
  auth::ConnectionChange off;
  off.disabled = true;
  ASSERT_TRUE(connections_.registry().Update("", "acme-1", off).ok());
  const absl::Status status = opener_.Open(call_, "acme-1").status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CONNECTION_DISABLED);
  EXPECT_EQ(DetailsOf(status)->metadata.at("connection"), "acme-1");
  EXPECT_EQ(call_.connection, "acme-1");
}

TEST_F(AccountOpenerTest, AnAnswerProvesTheCredential) {
  EXPECT_EQ(*Note(std::string("bytes")), "bytes");
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kActive);
}

TEST_F(AccountOpenerTest, ARejectionIsRememberedUntilAnAnswerComes) {
  EXPECT_FALSE(Note(Rejected()).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"),
            ConnectionState::kNeedsReauthorization);
  EXPECT_TRUE(Note(std::string()).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kActive);
}

TEST_F(AccountOpenerTest, TheVeryReasonIsRemembered) {
  for (const v1::ErrorReason reason :
       {v1::ERROR_REASON_CREDENTIALS_REJECTED,
        v1::ERROR_REASON_REAUTHORIZATION_REQUIRED,
        v1::ERROR_REASON_REFRESH_LOST}) {
    EXPECT_TRUE(Note(std::string()).ok());
    EXPECT_FALSE(Note(Error(reason).Message("lost")).ok());
    EXPECT_EQ(Open().connection.state, ConnectionState::kNeedsReauthorization);
    EXPECT_EQ(Open().connection.state_reason, ReasonName(reason));
  }
}

TEST_F(AccountOpenerTest, ALostCredentialIsLostOnce) {
  EXPECT_FALSE(Note(Error(v1::ERROR_REASON_REFRESH_LOST).Message("lost")).ok());
  const int64_t generation = Open().connection.generation;
  EXPECT_FALSE(Note(Rejected()).ok());
  EXPECT_EQ(Open().connection.generation, generation);
  EXPECT_EQ(Open().connection.state_reason, "REFRESH_LOST");
}

TEST_F(AccountOpenerTest, AMissingPermissionIsNoBadCredential) {
  EXPECT_TRUE(Note(std::string()).ok());
  EXPECT_FALSE(
      Note(Error(v1::ERROR_REASON_SCOPE_MISSING).Message("not allowed")).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kActive);
}

TEST_F(AccountOpenerTest, AnAnswerDoesNotRefuteAMissingPermission) {
  ASSERT_TRUE(
      connections_.registry()
          .SetState("", "acme-1", ConnectionState::kDegraded, "SCOPE_MISSING")
          .ok());
  EXPECT_TRUE(Note(std::string()).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kDegraded);
}

TEST_F(AccountOpenerTest, ALateAnswerSaysNothingOfANewCredential) {
  const OpenAccount old = Open();
  ASSERT_TRUE(connections_.registry()
                  .ReplaceCredentials(
                      "", "acme-1",
                      auth::ApiKeyCredentials{auth::Secret("new")}, nullptr)
                  .ok());
  EXPECT_FALSE(
      opener_.Noted(old, absl::StatusOr<std::string>(Rejected())).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kPending);
}

TEST_F(AccountOpenerTest, ADisabledConnectionStaysDisabled) {
  const OpenAccount open = Open();
  auth::ConnectionChange change;
  change.disabled = true;
  ASSERT_TRUE(connections_.registry().Update("", "acme-1", change).ok());
  EXPECT_TRUE(opener_.Noted(open, absl::StatusOr<std::string>("bytes")).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kDisabled);
}

TEST_F(AccountOpenerTest, AnAnswerIsNotedAsTheLastSuccess) {
  EXPECT_FALSE(Note(Rejected()).ok());
  EXPECT_EQ(Open().connection.last_success_time, absl::InfinitePast());
  EXPECT_TRUE(Note(std::string()).ok());
  const absl::Time noted = Open().connection.last_success_time;
  EXPECT_NE(noted, absl::InfinitePast());
  EXPECT_TRUE(Note(std::string()).ok());
  EXPECT_EQ(Open().connection.last_success_time, noted);
}

TEST_F(AccountOpenerTest, AnAnswerKeepsTheGenerationOfAProvenConnection) {
  EXPECT_TRUE(Note(std::string()).ok());
  const int64_t generation = Open().connection.generation;
  EXPECT_TRUE(Note(std::string()).ok());
  EXPECT_EQ(Open().connection.generation, generation);
}

TEST_F(AccountOpenerTest, OtherFailuresSayNothingOfTheCredential) {
  EXPECT_FALSE(
      Note(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down")).ok());
  EXPECT_EQ(connections_.StateOf("acme-1"), ConnectionState::kPending);
}

TEST_F(AccountOpenerTest, FailuresNameVendorAndConnection) {
  const auto details = DetailsOf(Note(Rejected()).status());
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->metadata.at("vendor"), "acme");
  EXPECT_EQ(details->metadata.at("connection"), "acme-1");
}

TEST_F(AccountOpenerTest, AnAnswerStandsWhenTheConnectionIsGoneMeanwhile) {
  const OpenAccount open = Open();
  ASSERT_TRUE(connections_.registry().Delete("", "acme-1").ok());
  EXPECT_EQ(*opener_.Noted(open, absl::StatusOr<std::string>("bytes")),
            "bytes");
}

}  // namespace
}  // namespace hirewire::accounts
