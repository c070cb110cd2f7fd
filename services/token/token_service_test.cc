#include "services/token/token_service.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/inbound/caller.h"
#include "auth/secret/secret.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "base/time/timestamps.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "hirewire/v1/token_service.grpc.pb.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"
#include "services/token/fake_sources.h"

namespace hirewire::token_service {
namespace {

class TokenServiceTest : public ::testing::Test {
 protected:
  TokenServiceTest() {
    server_.SetCaller(auth::Caller{"worker", "", {v1::CALLER_ROLE_TOKENS}});
    connections_.Add("acme-1", "acme");
  }

  grpc::Status Ask(const std::string& id, const std::string& tenant = "",
                   uint64_t rejected = 0) {
    v1::GetAccessTokenRequest request;
    request.set_connection_id(id);
    request.set_tenant(tenant);
    request.set_rejected_generation(rejected);
    grpc::ClientContext context;
    return stub_->GetAccessToken(&context, request, &given_);
  }
  v1::ErrorReason AskFails(const std::string& id,
                           const std::string& tenant = "") {
    return rpc::DetailsOf(Ask(id, tenant)).reason;
  }
  void AddClient(const std::string& id) {
    auth::NewConnection request;
    request.id = id;
    request.vendor = "globex";
    request.credentials =
        auth::ClientCredentials{.client_id = auth::Secret("us"),
                                .client_secret = auth::Secret("client-secret"),
                                .acting_user = {}};
    ASSERT_TRUE(connections_.registry().Create("", request).ok());
  }

  accounts::TestRegistry connections_;
  connectors::FakeDirectory directory_;
  FakeClock clock_;
  Shards shards_{2};
  FakeSources sources_;
  TokenService service_{{.registry = connections_.registry(),
                         .directory = directory_,
                         .shards = shards_,
                         .sources = {&sources_, &sources_},
                         .clock = clock_}};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::TokenService::Stub> stub_ =
      v1::TokenService::NewStub(server_.channel());
  v1::GetAccessTokenResponse given_;
};

TEST_F(TokenServiceTest, GivesTheHeaderForAsLongAsItLives) {
  AddClient("globex-1");
  sources_.Expires(clock_.Now() + absl::Seconds(90));
  ASSERT_TRUE(Ask("globex-1").ok());
  EXPECT_EQ(given_.header_name(), "Authorization");
  EXPECT_EQ(given_.header_value(), "Bearer token-1");
  EXPECT_EQ(given_.generation(), 1u);
  EXPECT_EQ(ToTime(given_.expire_time()), clock_.Now() + absl::Seconds(90));
  EXPECT_TRUE(given_.renewable());
}

TEST_F(TokenServiceTest, NothingIsHeldLongerThanFiveMinutes) {
  ASSERT_TRUE(Ask("acme-1").ok());
  EXPECT_EQ(ToTime(given_.expire_time()), clock_.Now() + absl::Minutes(5));
  sources_.Expires(clock_.Now() + absl::Hours(1));
  ASSERT_TRUE(Ask("acme-1").ok());
  EXPECT_EQ(ToTime(given_.expire_time()), clock_.Now() + absl::Minutes(5));
}

TEST_F(TokenServiceTest, AKeyIsNotRenewable) {
  ASSERT_TRUE(Ask("acme-1").ok());
  EXPECT_FALSE(given_.renewable());
}

TEST_F(TokenServiceTest, ARefusedGenerationGivesAnotherOne) {
  AddClient("globex-1");
  ASSERT_TRUE(Ask("globex-1").ok());
  EXPECT_TRUE(sources_.refused().empty());
  ASSERT_TRUE(Ask("globex-1", "", 1).ok());
  EXPECT_EQ(sources_.refused(), std::vector<uint64_t>{1});
  EXPECT_EQ(given_.generation(), 2u);
  EXPECT_EQ(given_.header_value(), "Bearer token-2");
}

TEST_F(TokenServiceTest, TenantsAreToldApart) {
  connections_.Add("theirs", "acme", "initech");
  EXPECT_TRUE(Ask("theirs", "initech").ok());
  for (const char* tenant : {"", "umbrella", "initech/x", "init%"}) {
    EXPECT_EQ(AskFails("theirs", tenant), v1::ERROR_REASON_CONNECTION_NOT_FOUND)
        << tenant;
  }
  EXPECT_EQ(sources_.asked(), 1);
}

TEST_F(TokenServiceTest, OddIdsAreNotFound) {
  for (const std::string& id :
       {std::string(), std::string(100'000, 'a'), std::string("../acme-1"),
        std::string("acme-1\0x", 8)}) {
    const v1::ErrorReason reason = AskFails(id);
    EXPECT_TRUE(reason == v1::ERROR_REASON_CONNECTION_NOT_FOUND ||
                reason == v1::ERROR_REASON_ARGUMENT_INVALID)
        << v1::ErrorReason_Name(reason);
  }
  EXPECT_EQ(sources_.asked(), 0);
}

TEST_F(TokenServiceTest, ADisabledConnectionHasNoToken) {
  auth::ConnectionChange change;
  change.disabled = true;
  ASSERT_TRUE(connections_.registry().Update("", "acme-1", change).ok());
  EXPECT_EQ(AskFails("acme-1"), v1::ERROR_REASON_CONNECTION_DISABLED);
  EXPECT_EQ(sources_.asked(), 0);
}

TEST_F(TokenServiceTest, FailuresOfTheVendorKeepTheirReason) {
  sources_.Fails(Error(v1::ERROR_REASON_REAUTHORIZATION_REQUIRED)
                     .Message("the customer has to connect again"));
  EXPECT_EQ(AskFails("acme-1"), v1::ERROR_REASON_REAUTHORIZATION_REQUIRED);
}

TEST_F(TokenServiceTest, NobodyElseIsAnswered) {
  for (const v1::CallerRole role :
       {v1::CALLER_ROLE_ADMIN, v1::CALLER_ROLE_READ, v1::CALLER_ROLE_WRITE,
        v1::CALLER_ROLE_PROXY}) {
    server_.SetCaller(auth::Caller{"other", "", {role}});
    EXPECT_EQ(AskFails("acme-1"), v1::ERROR_REASON_CALLER_NOT_ALLOWED)
        << v1::CallerRole_Name(role);
  }
  EXPECT_EQ(sources_.asked(), 0);
}

TEST_F(TokenServiceTest, TheLogKnowsTheConnectionAndNoToken) {
  ASSERT_TRUE(Ask("acme-1").ok());
  const auto ended = server_.observer().WaitForCalls(1);
  EXPECT_EQ(ended[0].call.connection, "acme-1");
  EXPECT_EQ(ended[0].call.vendor, "acme");
  EXPECT_EQ(ended[0].call.caller.id, "worker");
}

}  // namespace
}  // namespace hirewire::token_service
