#include "services/auth/probe.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "auth/connection/connection.h"
#include "base/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth_service {
namespace {

using auth::ConnectionState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

auth::Connection With(std::vector<std::string> granted,
                      std::vector<std::string> missing) {
  auth::Connection connection;
  connection.granted_scopes = std::move(granted);
  connection.missing_scopes = std::move(missing);
  return connection;
}

absl::Status ScopeMissing(const std::string& scope) {
  return Error(v1::ERROR_REASON_SCOPE_MISSING)
      .With("scope", scope)
      .Message("a permission is missing");
}

TEST(Probe, AnAnswerMeansActive) {
  const auto verdict = Judge(With({}, {}), absl::OkStatus());
  ASSERT_TRUE(verdict.ok());
  EXPECT_EQ(verdict->state, ConnectionState::kActive);
  EXPECT_EQ(verdict->reason, v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_THAT(verdict->detail, IsEmpty());
}

TEST(Probe, ARefusalAddsToWhatIsMissingAndTakesFromWhatIsGranted) {
  const auto verdict =
      Judge(With({"jobs", "users"}, {"offers"}), ScopeMissing("users files"));
  ASSERT_TRUE(verdict.ok());
  EXPECT_EQ(verdict->state, ConnectionState::kDegraded);
  EXPECT_EQ(verdict->reason, v1::ERROR_REASON_SCOPE_MISSING);
  EXPECT_THAT(verdict->missing_scopes, ElementsAre("offers", "users", "files"));
  EXPECT_THAT(verdict->granted_scopes, ElementsAre("jobs"));
}

TEST(Probe, TheSamePermissionIsMissingOnce) {
  EXPECT_THAT(Judge(With({}, {"users"}), ScopeMissing("users"))->missing_scopes,
              ElementsAre("users"));
}

TEST(Probe, ARefusalThatNamesNoPermissionIsARefusal) {
  const auto verdict =
      Judge(With({}, {}), Error(v1::ERROR_REASON_SCOPE_MISSING).Message("no"));
  EXPECT_EQ(verdict->state, ConnectionState::kDegraded);
  EXPECT_THAT(verdict->missing_scopes, IsEmpty());
}

TEST(Probe, AnAnswerClearsWhatAnEarlierProbeMissed) {
  const auto verdict = Judge(With({}, {"users"}), absl::OkStatus());
  EXPECT_EQ(verdict->state, ConnectionState::kActive);
  EXPECT_THAT(verdict->missing_scopes, IsEmpty());
}

TEST(Probe, WhatTheVendorsOwnListLacksStaysMissing) {
  const auto verdict =
      Judge(With({"jobs", "users"}, {"users", "offers"}), absl::OkStatus());
  EXPECT_EQ(verdict->state, ConnectionState::kDegraded);
  EXPECT_EQ(verdict->reason, v1::ERROR_REASON_SCOPE_MISSING);
  EXPECT_THAT(verdict->missing_scopes, ElementsAre("offers"));
  EXPECT_THAT(verdict->granted_scopes, ElementsAre("jobs", "users"));
  EXPECT_THAT(verdict->detail, HasSubstr("offers"));
}

TEST(Probe, ALostCredentialKeepsItsReasonAndWhatIsKnownOfPermissions) {
  for (const v1::ErrorReason reason :
       {v1::ERROR_REASON_CREDENTIALS_REJECTED,
        v1::ERROR_REASON_REAUTHORIZATION_REQUIRED,
        v1::ERROR_REASON_REFRESH_LOST}) {
    const auto verdict =
        Judge(With({"jobs"}, {"offers"}), Error(reason).Message("said no"));
    ASSERT_TRUE(verdict.ok());
    EXPECT_EQ(verdict->state, ConnectionState::kNeedsReauthorization);
    EXPECT_EQ(verdict->reason, reason);
    EXPECT_THAT(verdict->detail, HasSubstr("said no"));
    EXPECT_THAT(verdict->detail, HasSubstr("connect again"));
    EXPECT_THAT(verdict->granted_scopes, ElementsAre("jobs"));
    EXPECT_THAT(verdict->missing_scopes, ElementsAre("offers"));
  }
}

TEST(Probe, AnythingElseSaysNothing) {
  for (const absl::Status& status :
       {absl::Status(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("d")),
        absl::Status(Error(v1::ERROR_REASON_QUOTA_EXHAUSTED).Message("q")),
        absl::CancelledError("gone")}) {
    EXPECT_EQ(Judge(With({}, {}), status).status(), status);
  }
}

}  // namespace
}  // namespace hirewire::auth_service
