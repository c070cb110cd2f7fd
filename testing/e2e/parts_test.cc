// A server in parts: one process with the keys, one that talks to vendors, on
// one database, over mutual TLS, with simulated vendors.
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/crypto/test_authority.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.grpc.pb.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "hirewire/v1/token_service.grpc.pb.h"
#include "services/server/compose.h"
#include "services/server/config.h"
#include "services/server/vendors.h"
#include "testing/e2e/server_parts.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"
#include "testing/simulators/greenhouse/options.h"
#include "testing/simulators/lever/lever_simulator.h"

namespace hirewire::e2e {
namespace {

namespace fs = std::filesystem;

using Issued = ServerParts::Issued;

sim::SimulatorOptions Small() { return {.candidates = 20}; }

sim::GreenhouseOptions SmallGreenhouse() {
  sim::GreenhouseOptions options;
  options.candidates = 20;
  return options;
}

class PartsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(greenhouse_.Start().ok());
    ASSERT_TRUE(lever_.Start().ok());
  }

  void ConnectBoth() {
    parts_.Connect("greenhouse-1", greenhouse_.login());
    parts_.Connect("lever-1", lever_.login());
  }
  // Through the worker.
  grpc::Status List(const std::string& id) {
    return parts_.List(parts_.worker(), id);
  }
  void ExpectToList(const std::string& id) {
    const grpc::Status status = List(id);
    EXPECT_TRUE(status.ok()) << id << ": " << status.error_message();
  }

  // Of TokenService on the first.
  grpc::Status AskForToken(const Issued& shown, bool as_admin) {
    v1::GetAccessTokenRequest request;
    request.set_connection_id("greenhouse-1");
    grpc::ClientContext context;
    if (as_admin) parts_.SignIn(context);
    v1::GetAccessTokenResponse response;
    return v1::TokenService::NewStub(parts_.ChannelTo(parts_.auth(), shown))
        ->GetAccessToken(&context, request, &response);
  }

  sim::GreenhouseSimulator greenhouse_{SmallGreenhouse()};
  sim::LeverSimulator lever_{Small()};
  ServerParts parts_;
};

TEST_F(PartsTest, TheWorkerListsWithTokensOfTheOther) {
  parts_.StartWorker();
  ConnectBoth();
  for (int i = 0; i < 3; ++i) {
    ExpectToList("greenhouse-1");
    ExpectToList("lever-1");
  }
  EXPECT_EQ(greenhouse_.TokenCalls(), 1);
  EXPECT_EQ(parts_.StateOf("greenhouse-1"), v1::CONNECTION_STATE_ACTIVE);
}

TEST_F(PartsTest, TheWorkerReadsNoMasterKey) {
  ConnectBoth();
  const fs::path keys = fs::path(parts_.folder()) / "master-keys";
  ASSERT_TRUE(fs::exists(keys));
  fs::rename(keys, parts_.folder() + "-away");
  parts_.StartWorker();
  ExpectToList("greenhouse-1");
  ExpectToList("lever-1");
  // It made none either, but what seals page tokens.
  EXPECT_FALSE(fs::exists(keys));
  EXPECT_TRUE(fs::exists(fs::path(parts_.folder()) / "page-keys"));
}

TEST_F(PartsTest, ATokenThatTheVendorTookBackIsReplaced) {
  parts_.StartWorker();
  parts_.Connect("greenhouse-1", greenhouse_.login());
  ExpectToList("greenhouse-1");
  greenhouse_.RevokeTokens();
  ExpectToList("greenhouse-1");
  EXPECT_EQ(greenhouse_.TokenCalls(), 2);
}

TEST_F(PartsTest, AWrongKeyIsTheConnectionsFault) {
  parts_.StartWorker();
  sim::Login login = lever_.login();
  login.api_key = "wrong-key-of-nobody";
  parts_.Connect("lever-1", login);
  EXPECT_EQ(ReasonOf(List("lever-1")), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(parts_.StateOf("lever-1"),
            v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION);
}

TEST_F(PartsTest, WithoutTheOtherOnlyWhatIsHeldWorks) {
  parts_.StartWorker();
  ConnectBoth();
  ExpectToList("greenhouse-1");
  parts_.StopAuth();
  ExpectToList("greenhouse-1");
  const grpc::Status away = List("lever-1");
  const auto details = DetailsOf(FromGrpcStatus(away));
  ASSERT_TRUE(details.has_value()) << away.error_message();
  EXPECT_EQ(details->reason, v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  EXPECT_EQ(details->metadata.at("operation"), "Candidate.list");
  EXPECT_TRUE(details->retry_after.has_value());
  parts_.StartAuth();
  // As long as it takes to connect again: about a second.
  const absl::Time enough = parts_.clock().Now() + absl::Seconds(30);
  grpc::Status back = List("lever-1");
  while (ReasonOf(back) == v1::ERROR_REASON_TOKENS_UNAVAILABLE &&
         parts_.clock().Now() < enough) {
    back = List("lever-1");
  }
  EXPECT_TRUE(back.ok()) << back.error_message();
}

TEST_F(PartsTest, TokensAreForTheNamesInTheConfigurationOnly) {
  parts_.Connect("greenhouse-1", greenhouse_.login());
  EXPECT_TRUE(AskForToken(parts_.worker_certificate(), false).ok());
  const Issued known =
      parts_.authority().Issue({.common_name = "sync.internal"});
  v1::CreateCallerRequest request;
  request.set_caller_id("sync");
  request.add_roles(v1::CALLER_ROLE_ADMIN);
  request.set_certificate_name("sync.internal");
  grpc::ClientContext context;
  parts_.SignIn(context);
  v1::CreateCallerResponse made;
  ASSERT_TRUE(v1::AdminService::NewStub(parts_.ChannelTo(parts_.auth()))
                  ->CreateCaller(&context, request, &made)
                  .ok());
  EXPECT_EQ(ReasonOf(AskForToken(known, false)),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  EXPECT_EQ(ReasonOf(AskForToken({}, true)),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  // Nobody's name, and no certificate at all.
  EXPECT_EQ(ReasonOf(AskForToken(
                parts_.authority().Issue({.common_name = "worker"}), false)),
            v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
  EXPECT_EQ(ReasonOf(AskForToken({}, false)),
            v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
  // Of another authority: TLS lets nobody in.
  EXPECT_FALSE(AskForToken(crypto::TestAuthority().Issue(
                               {.common_name = "worker.internal"}),
                           false)
                   .ok());
}

TEST_F(PartsTest, AWorkerThatIsNotNamedIsNoFaultOfItsCallers) {
  parts_.Connect("lever-1", lever_.login());
  parts_.StartWorker(parts_.authority().Issue(
      {.common_name = "other.internal", .alternative_names = "IP:127.0.0.1"}));
  const grpc::Status status = List("lever-1");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  EXPECT_TRUE(absl::StrContains(status.error_message(), "token_callers"))
      << status.error_message();
}

TEST_F(PartsTest, EachServesItsOwnPartOnly) {
  parts_.StartWorker();
  parts_.Connect("lever-1", lever_.login());
  EXPECT_EQ(parts_.List(parts_.auth(), "lever-1").error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  grpc::ClientContext auth;
  parts_.SignIn(auth);
  v1::ListConnectionsResponse connections;
  EXPECT_EQ(v1::AuthService::NewStub(parts_.ChannelTo(parts_.worker()))
                ->ListConnections(&auth, {}, &connections)
                .error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  grpc::ClientContext connectors;
  parts_.SignIn(connectors);
  v1::ListConnectorsResponse listed;
  EXPECT_TRUE(v1::ConnectorService::NewStub(parts_.ChannelTo(parts_.worker()))
                  ->ListConnectors(&connectors, {}, &listed)
                  .ok());
}

TEST_F(PartsTest, AWorkerDoesNotBeginADatabase) {
  const std::string nothing = parts_.folder() + "-nothing";
  server::Config config = parts_.WorkerConfig(parts_.worker_certificate());
  config.data_dir = nothing;
  const auto worker = server::Compose(config, parts_.clock(), parts_.logger(),
                                      server::MakeVendors);
  EXPECT_EQ(worker.status(),
            absl::FailedPreconditionError(
                "the database is empty: start the process that serves auth "
                "first, on the same database"));
  EXPECT_FALSE(fs::exists(nothing));
}

TEST_F(PartsTest, NoTokenIsInTheLog) {
  parts_.StartWorker();
  parts_.Connect("lever-1", lever_.login());
  ExpectToList("lever-1");
  EXPECT_TRUE(absl::StrContains(parts_.logger().Text(), "lever-1"));
  EXPECT_FALSE(
      absl::StrContains(parts_.logger().Text(), lever_.login().api_key));
  EXPECT_FALSE(absl::StrContains(parts_.logger().Text(), "Bearer"));
}

}  // namespace
}  // namespace hirewire::e2e
