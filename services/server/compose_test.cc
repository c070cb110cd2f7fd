#include "services/server/compose.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/log/capturing_logger.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/fake_drift_report.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "hirewire/v1/token_service.grpc.pb.h"
#include "services/server/config.h"

namespace hirewire::server {
namespace {

class ComposeTest : public ::testing::Test {
 protected:
  ComposeTest() {
    config_.listen = "127.0.0.1:0";
    config_.data_dir = kInMemory;
    config_.shards = 2;
  }

  absl::StatusOr<std::unique_ptr<RunningServer>> Start() {
    return Compose(config_, clock_, logger_, [this](const Surroundings& s) {
      Vendors vendors;
      vendors.manifests = std::make_unique<connectors::FakeManifestEditor>();
      vendors.directory = std::make_unique<connectors::FakeDirectory>();
      vendors.drift = std::make_shared<connectors::FakeDriftReport>();
      for (size_t i = 0; i < s.shards.size(); ++i) {
        vendors.accounts.push_back(
            std::make_unique<connectors::FakeAccounts>(account_));
      }
      return absl::StatusOr<Vendors>(std::move(vendors));
    });
  }

  static std::shared_ptr<grpc::Channel> ChannelTo(const RunningServer& server) {
    return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server.port()),
                               grpc::InsecureChannelCredentials());
  }

  // The status of making a connection, whose id is "acme-1".
  static grpc::Status Connect(const RunningServer& server) {
    grpc::ClientContext context;
    v1::CreateConnectionRequest request;
    request.set_vendor("acme");
    request.set_connection_id("acme-1");
    request.set_api_key("canary-key");
    v1::CreateConnectionResponse response;
    return v1::AuthService::NewStub(ChannelTo(server))
        ->CreateConnection(&context, request, &response);
  }

  Config config_;
  SystemClock clock_;
  log::CapturingLogger logger_;
  connectors::FakeAccount account_;
};

TEST_F(ComposeTest, ServesAllServicesAndStopsInPeace) {
  const auto server = Start();
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_TRUE(Connect(**server).ok());
  grpc::ClientContext context;
  v1::ListConnectorsResponse listed;
  EXPECT_TRUE(v1::ConnectorService::NewStub(ChannelTo(**server))
                  ->ListConnectors(&context, {}, &listed)
                  .ok());
  EXPECT_EQ(listed.connectors_size(), 2);
  EXPECT_TRUE((*server)->Stop());
}

TEST_F(ComposeTest, LogsCallsWithoutTheirSecrets) {
  const auto server = Start();
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_TRUE(Connect(**server).ok());
  (*server)->Stop();
  EXPECT_EQ(logger_.Count("call.ended"), 1);
  EXPECT_TRUE(absl::StrContains(logger_.Text(), "acme-1"));
  EXPECT_FALSE(absl::StrContains(logger_.Text(), "canary"));
}

TEST_F(ComposeTest, ServesThePartsThatAreNamedOnly) {
  config_.services = "auth";
  const auto server = Start();
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_TRUE(Connect(**server).ok());
  grpc::ClientContext connectors;
  v1::ListConnectorsResponse listed;
  EXPECT_EQ(v1::ConnectorService::NewStub(ChannelTo(**server))
                ->ListConnectors(&connectors, {}, &listed)
                .error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  // No names are configured that tokens are for.
  grpc::ClientContext tokens;
  v1::GetAccessTokenResponse token;
  EXPECT_EQ(v1::TokenService::NewStub(ChannelTo(**server))
                ->GetAccessToken(&tokens, {}, &token)
                .error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ComposeTest, APartWithoutKeysIsToldWhomToAsk) {
  config_.services = "catalog";
  EXPECT_TRUE(absl::StrContains(Start().status().message(), "token_service"));
}

TEST_F(ComposeTest, ConnectionsOutliveTheServer) {
  config_.data_dir = absl::StrCat(::testing::TempDir(), "/outlive");
  {
    const auto first = Start();
    ASSERT_TRUE(first.ok()) << first.status();
    EXPECT_TRUE(Connect(**first).ok());
  }
  const auto second = Start();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(Connect(**second).error_code(), grpc::StatusCode::ALREADY_EXISTS);
}

TEST_F(ComposeTest, SaysWhatCouldNotBeMade) {
  const auto server =
      Compose(config_, clock_, logger_,
              [](const Surroundings&) -> absl::StatusOr<Vendors> {
                return absl::InvalidArgumentError("a.yaml:3: no such field");
              });
  EXPECT_EQ(server.status().message(), "a.yaml:3: no such field");
}

}  // namespace
}  // namespace hirewire::server
