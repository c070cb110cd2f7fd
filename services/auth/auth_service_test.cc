#include "services/auth/auth_service.h"

#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/inbound/caller.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "connectors/api/cost.h"
#include "connectors/api/fake_account.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"

namespace hirewire::auth_service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSecret[] = "hunter2-very-secret";

class AuthServiceTest : public ::testing::Test {
 protected:
  explicit AuthServiceTest(bool allow_loopback = false)
      : service_(connections_.registry(), directory_, opener_,
                 connections_.keyring(), connections_.clock(),
                 {.allow_loopback_vendors = allow_loopback}) {}

  grpc::Status Create(const v1::CreateConnectionRequest& request) {
    grpc::ClientContext context;
    return stub_->CreateConnection(&context, request, &created_);
  }
  grpc::Status Check(const std::string& id) {
    grpc::ClientContext context;
    v1::CheckConnectionRequest request;
    request.set_connection_id(id);
    return stub_->CheckConnection(&context, request, &checked_);
  }
  grpc::Status List(int page_size, const std::string& token) {
    grpc::ClientContext context;
    v1::ListConnectionsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(token);
    return stub_->ListConnections(&context, request, &listed_);
  }
  static v1::CreateConnectionRequest Acme() {
    v1::CreateConnectionRequest request;
    request.set_vendor("acme");
    request.set_connection_id("acme-1");
    request.set_api_key(kSecret);
    return request;
  }

  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDirectory directory_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  AuthService service_;
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::AuthService::Stub> stub_ =
      v1::AuthService::NewStub(server_.channel());
  v1::CreateConnectionResponse created_;
  v1::CheckConnectionResponse checked_;
  v1::ListConnectionsResponse listed_;
};

class DevelopmentServerTest : public AuthServiceTest {
 protected:
  DevelopmentServerTest() : AuthServiceTest(true) {}
};

TEST_F(AuthServiceTest, MakesAConnectionAndShowsItWithoutItsCredential) {
  v1::CreateConnectionRequest request = Acme();
  request.set_display_name("Acme, Berlin");
  (*request.mutable_labels())["team"] = "eu";
  ASSERT_TRUE(Create(request).ok());
  const v1::Connection& made = created_.connection();
  EXPECT_EQ(made.id(), "acme-1");
  EXPECT_EQ(made.vendor(), "acme");
  EXPECT_EQ(made.auth_kind(), v1::AUTH_KIND_API_KEY);
  EXPECT_EQ(made.state(), v1::CONNECTION_STATE_PENDING);
  EXPECT_EQ(made.labels().at("team"), "eu");
  EXPECT_GT(made.create_time().seconds(), 0);
  EXPECT_FALSE(absl::StrContains(created_.SerializeAsString(), kSecret));

  grpc::ClientContext context;
  v1::GetConnectionRequest get;
  get.set_connection_id("acme-1");
  v1::GetConnectionResponse got;
  ASSERT_TRUE(stub_->GetConnection(&context, get, &got).ok());
  EXPECT_EQ(got.connection().SerializeAsString(), made.SerializeAsString());
}

TEST_F(AuthServiceTest, TakesClientCredentials) {
  v1::CreateConnectionRequest request;
  request.set_vendor("globex");
  request.mutable_client_credentials()->set_client_id("id");
  request.mutable_client_credentials()->set_client_secret(kSecret);
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.connection().auth_kind(),
            v1::AUTH_KIND_CLIENT_CREDENTIALS);
  EXPECT_FALSE(created_.connection().id().empty());
}

struct BadCreate {
  std::string what;
  std::function<void(v1::CreateConnectionRequest&)> spoil;
  v1::ErrorReason reason;
};

TEST_F(AuthServiceTest, RefusesWhatIsWrongWithoutRepeatingTheCredential) {
  const std::vector<BadCreate> cases = {
      {"no vendor", [](auto& r) { r.clear_vendor(); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"unknown vendor", [](auto& r) { r.set_vendor("initech"); },
       v1::ERROR_REASON_VENDOR_UNKNOWN},
      {"retired version", [](auto& r) { r.set_vendor("acme-v1"); },
       v1::ERROR_REASON_API_VERSION_RETIRED},
      {"no credential", [](auto& r) { r.clear_credential(); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"empty key", [](auto& r) { r.set_api_key(""); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"key with a line break",
       [](auto& r) { r.set_api_key(absl::StrCat(kSecret, "\nX-A: b")); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"wrong kind", [](auto& r) { r.set_vendor("globex"); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"bad id", [](auto& r) { r.set_connection_id("Not An Id"); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"base_url", [](auto& r) { r.set_base_url("http://127.0.0.1:1"); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
      {"token_url", [](auto& r) { r.set_token_url("https://example.com"); },
       v1::ERROR_REASON_ARGUMENT_INVALID},
  };
  for (const BadCreate& bad : cases) {
    SCOPED_TRACE(bad.what);
    v1::CreateConnectionRequest request = Acme();
    bad.spoil(request);
    const grpc::Status status = Create(request);
    EXPECT_EQ(rpc::DetailsOf(status).reason, bad.reason);
    EXPECT_FALSE(absl::StrContains(status.error_message(), kSecret));
    EXPECT_FALSE(absl::StrContains(status.error_details(), kSecret));
  }
  ASSERT_TRUE(List(0, "").ok());
  EXPECT_EQ(listed_.connections_size(), 0);
}

TEST_F(AuthServiceTest, NeverMakesAnIdTwice) {
  ASSERT_TRUE(Create(Acme()).ok());
  const grpc::Status status = Create(Acme());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_CONNECTION_EXISTS);
}

TEST_F(DevelopmentServerTest, TakesALoopbackAddress) {
  v1::CreateConnectionRequest request = Acme();
  request.set_base_url("http://127.0.0.1:9999");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.connection().base_url(), "http://127.0.0.1:9999");
}

TEST_F(DevelopmentServerTest, StillRefusesPlainHttpElsewhere) {
  v1::CreateConnectionRequest request = Acme();
  request.set_base_url("http://example.com");
  EXPECT_EQ(rpc::DetailsOf(Create(request)).reason,
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(AuthServiceTest, ListsEveryConnectionOnceInPages) {
  for (char c = 'a'; c <= 'e'; ++c) connections_.Add(std::string(1, c), "acme");
  std::vector<std::string> seen;
  std::string token;
  do {
    ASSERT_TRUE(List(2, token).ok());
    for (const auto& connection : listed_.connections()) {
      seen.push_back(connection.id());
    }
    token = listed_.next_page_token();
  } while (!token.empty());
  EXPECT_THAT(seen, ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(AuthServiceTest, RefusesPagesThatAreNotItsOwn) {
  EXPECT_EQ(rpc::DetailsOf(List(-1, "")).metadata.at("field"), "page_size");
  for (const char* token : {"x", "!!", "bm90IG91cnM", "a"}) {
    EXPECT_EQ(rpc::DetailsOf(List(0, token)).reason,
              v1::ERROR_REASON_PAGE_TOKEN_INVALID)
        << token;
  }
}

TEST_F(AuthServiceTest, ForgetsAConnection) {
  connections_.Add("acme-1", "acme");
  v1::DeleteConnectionRequest request;
  request.set_connection_id("acme-1");
  v1::DeleteConnectionResponse response;
  grpc::ClientContext first;
  EXPECT_TRUE(stub_->DeleteConnection(&first, request, &response).ok());
  grpc::ClientContext second;
  EXPECT_EQ(rpc::DetailsOf(stub_->DeleteConnection(&second, request, &response))
                .reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(AuthServiceTest, AGoodCredentialBecomesActive) {
  connections_.Add("acme-1", "acme");
  connectors::Cost cost;
  cost.vendor_time = absl::Milliseconds(1250);
  account_.Costs(cost);
  ASSERT_TRUE(Check("acme-1").ok());
  EXPECT_EQ(checked_.state(), v1::CONNECTION_STATE_ACTIVE);
  EXPECT_EQ(checked_.reason(), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_THAT(checked_.detail(), IsEmpty());
  EXPECT_EQ(checked_.vendor_latency().seconds(), 1);
  EXPECT_EQ(checked_.vendor_latency().nanos(), 250000000);
  EXPECT_GT(checked_.check_time().seconds(), 0);
  EXPECT_EQ(connections_.StateOf("acme-1"), auth::ConnectionState::kActive);
}

TEST_F(AuthServiceTest, ARejectedCredentialIsAnAnswer) {
  connections_.Add("acme-1", "acme");
  account_.Fails(
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("acme said no"));
  ASSERT_TRUE(Check("acme-1").ok());
  EXPECT_EQ(checked_.state(), v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION);
  EXPECT_EQ(checked_.reason(), v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_TRUE(absl::StrContains(checked_.detail(), "connect again"));
  EXPECT_EQ(connections_.StateOf("acme-1"),
            auth::ConnectionState::kNeedsReauthorization);
}

TEST_F(AuthServiceTest, AMissingPermissionIsNamed) {
  connections_.Add("acme-1", "acme");
  account_.Fails(Error(v1::ERROR_REASON_SCOPE_MISSING)
                     .With("scope", "users.read")
                     .Message("a permission is missing"));
  ASSERT_TRUE(Check("acme-1").ok());
  EXPECT_EQ(checked_.state(), v1::CONNECTION_STATE_DEGRADED);
  EXPECT_THAT(checked_.missing_scopes(), ElementsAre("users.read"));
  EXPECT_EQ(connections_.StateOf("acme-1"), auth::ConnectionState::kDegraded);
  const auto found = connections_.registry().Get("", "acme-1");
  EXPECT_THAT(found->missing_scopes, ElementsAre("users.read"));
  EXPECT_EQ(found->state_reason, "SCOPE_MISSING");
  EXPECT_EQ(found->last_success_time, absl::InfinitePast());
}

TEST_F(AuthServiceTest, APermissionThatWasAddedMakesItActiveAgain) {
  connections_.Add("acme-1", "acme");
  account_.Fails(Error(v1::ERROR_REASON_SCOPE_MISSING)
                     .With("scope", "users.read")
                     .Message("a permission is missing"));
  ASSERT_TRUE(Check("acme-1").ok());
  account_.Gives(v1::ListConnectionsResponse());
  ASSERT_TRUE(Check("acme-1").ok());
  EXPECT_EQ(checked_.state(), v1::CONNECTION_STATE_ACTIVE);
  EXPECT_THAT(checked_.missing_scopes(), IsEmpty());
  const auto found = connections_.registry().Get("", "acme-1");
  EXPECT_THAT(found->missing_scopes, IsEmpty());
  EXPECT_NE(found->last_success_time, absl::InfinitePast());
}

TEST_F(AuthServiceTest, AVendorThatIsDownSaysNothingOfTheCredential) {
  connections_.Add("acme-1", "acme");
  account_.Fails(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down"));
  const grpc::Status status = Check("acme-1");
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("connection"), "acme-1");
  EXPECT_EQ(connections_.StateOf("acme-1"), auth::ConnectionState::kPending);
}

TEST_F(AuthServiceTest, NothingCanBeDoneWithAConnectionThatIsNotThere) {
  EXPECT_EQ(rpc::DetailsOf(Check("nobody")).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(rpc::DetailsOf(Check("")).reason,
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

// Every method that names a connection, asked by another tenant.
TEST_F(AuthServiceTest, AnotherTenantsConnectionDoesNotExist) {
  ASSERT_TRUE(Create(Acme()).ok());
  server_.SetCaller(auth::Caller{"boss", "globex", {v1::CALLER_ROLE_ADMIN}});
  EXPECT_EQ(rpc::DetailsOf(Check("acme-1")).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  v1::GetConnectionRequest get;
  get.set_connection_id("acme-1");
  v1::GetConnectionResponse got;
  grpc::ClientContext getting;
  const grpc::Status foreign = stub_->GetConnection(&getting, get, &got);
  EXPECT_EQ(rpc::DetailsOf(foreign).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  v1::DeleteConnectionRequest forget;
  forget.set_connection_id("acme-1");
  v1::DeleteConnectionResponse forgotten;
  grpc::ClientContext forgetting;
  EXPECT_EQ(
      rpc::DetailsOf(stub_->DeleteConnection(&forgetting, forget, &forgotten))
          .reason,
      v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  ASSERT_TRUE(List(10, "").ok());
  EXPECT_THAT(listed_.connections(), IsEmpty());
  // Its name is free to this tenant, and stays the other's.
  EXPECT_TRUE(Create(Acme()).ok());
  EXPECT_TRUE(connections_.registry().Get("", "acme-1").ok());
  EXPECT_TRUE(connections_.registry().Get("globex", "acme-1").ok());
}

TEST_F(AuthServiceTest, APageTokenIsOfNoUseToAnotherTenant) {
  connections_.Add("a1", "acme");
  connections_.Add("a2", "acme");
  ASSERT_TRUE(List(1, "").ok());
  const std::string token = listed_.next_page_token();
  server_.SetCaller(auth::Caller{"boss", "globex", {v1::CALLER_ROLE_ADMIN}});
  EXPECT_EQ(rpc::DetailsOf(List(1, token)).reason,
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

}  // namespace
}  // namespace hirewire::auth_service
