#include "services/auth/session_methods.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "auth/session/connect_sessions.h"
#include "base/status/error.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {
namespace {

class SessionMethodsTest : public ::testing::Test {
 protected:
  explicit SessionMethodsTest(const SessionMethodsOptions& options =
                                  {.edge_url = "https://connect.example"})
      : methods_(sessions_, connections_.registry(), directory_, options) {
    methods_.AddTo(service_);
  }

  grpc::Status Create(const v1::CreateConnectSessionRequest& request) {
    grpc::ClientContext context;
    return stub_->CreateConnectSession(&context, request, &created_);
  }
  grpc::Status Get(const std::string& id) {
    grpc::ClientContext context;
    v1::GetConnectSessionRequest request;
    request.set_session_id(id);
    return stub_->GetConnectSession(&context, request, &got_);
  }
  // The session as the page will find it.
  auth::ConnectSession Opened() {
    absl::string_view secret = created_.url();
    EXPECT_TRUE(
        absl::ConsumePrefix(&secret, "https://connect.example/connect/"));
    return sessions_.Open(secret, "", "")->session;
  }

  accounts::TestRegistry connections_;
  connectors::FakeDirectory directory_;
  auth::ConnectSessions sessions_{connections_.store(), connections_.clock()};
  SessionMethods methods_;
  rpc::TypedService service_{"hirewire.v1.AuthService"};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::AuthService::Stub> stub_ =
      v1::AuthService::NewStub(server_.channel());
  v1::CreateConnectSessionResponse created_;
  v1::GetConnectSessionResponse got_;
};

TEST_F(SessionMethodsTest, GivesALinkAndASessionThatCanBeAskedFor) {
  v1::CreateConnectSessionRequest request;
  request.add_vendors("globex");
  request.add_vendors("globex");
  request.add_return_urls("https://app.example/done");
  request.mutable_theme()->set_accent_color("#0A7F3C");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.session().state(), v1::CONNECT_SESSION_STATE_CREATED);
  EXPECT_TRUE(absl::StartsWith(created_.session().connection_id(), "conn-"));
  EXPECT_EQ(created_.session().expire_time().seconds() -
                created_.session().create_time().seconds(),
            3600);
  // The id says nothing of the link.
  EXPECT_FALSE(absl::StrContains(created_.url(), created_.session().id()));
  const auth::ConnectSession session = Opened();
  EXPECT_EQ(session.vendors, std::vector<std::string>{"globex"});
  EXPECT_EQ(session.theme.accent_color, "#0a7f3c");
  EXPECT_FALSE(session.reconnect);
  ASSERT_TRUE(Get(session.id).ok());
  EXPECT_EQ(got_.session().state(), v1::CONNECT_SESSION_STATE_OPENED);
  ASSERT_TRUE(sessions_.NoteError(session, "CREDENTIALS_REJECTED").ok());
  ASSERT_TRUE(Get(session.id).ok());
  EXPECT_EQ(got_.session().last_error(), v1::ERROR_REASON_CREDENTIALS_REJECTED);
}

TEST_F(SessionMethodsTest, ConnectionThatIsThereIsConnectedAgain) {
  connections_.Add("acme-1", "acme");
  v1::CreateConnectSessionRequest request;
  request.set_connection_id("acme-1");
  ASSERT_TRUE(Create(request).ok());
  const auth::ConnectSession session = Opened();
  EXPECT_TRUE(session.reconnect);
  EXPECT_EQ(session.connection, "acme-1");
  EXPECT_EQ(session.vendors, std::vector<std::string>{"acme"});
}

TEST_F(SessionMethodsTest, ConnectionOfAnotherVendorIsRefused) {
  connections_.Add("acme-1", "acme");
  v1::CreateConnectSessionRequest request;
  request.set_connection_id("acme-1");
  request.add_vendors("globex");
  const ErrorDetails details = rpc::DetailsOf(Create(request));
  EXPECT_EQ(details.reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(details.metadata.at("field"), "vendors");
}

TEST_F(SessionMethodsTest, IdOfTheConnectionToBeMadeIsKept) {
  v1::CreateConnectSessionRequest request;
  request.set_connection_id("acme-2");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.session().connection_id(), "acme-2");
  request.set_connection_id("No Id");
  EXPECT_EQ(rpc::DetailsOf(Create(request)).metadata.at("field"),
            "connection_id");
}

TEST_F(SessionMethodsTest, UnknownVendorIsRefused) {
  v1::CreateConnectSessionRequest request;
  request.add_vendors("initech");
  EXPECT_EQ(rpc::DetailsOf(Create(request)).reason,
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

TEST_F(SessionMethodsTest, VendorsAddressesAreForDevelopment) {
  v1::CreateConnectSessionRequest request;
  (*request.mutable_base_urls())["acme"] = "http://127.0.0.1:1";
  const ErrorDetails details = rpc::DetailsOf(Create(request));
  EXPECT_EQ(details.reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(details.metadata.at("field"), "base_urls");
}

TEST_F(SessionMethodsTest, ThousandSessionsOfOneCallerAreTooMany) {
  const v1::CreateConnectSessionRequest request;
  int made = 0;
  grpc::Status last;
  for (int i = 0; i < 1000; ++i) {
    last = Create(request);
    if (last.ok()) ++made;
  }
  EXPECT_EQ(made, auth::kMostOpenSessions);
  const ErrorDetails details = rpc::DetailsOf(last);
  EXPECT_EQ(details.reason, v1::ERROR_REASON_TOO_MANY_OPEN);
  EXPECT_TRUE(details.retry_after.has_value());
}

TEST_F(SessionMethodsTest, UnknownSessionIsNotFound) {
  EXPECT_EQ(rpc::DetailsOf(Get("cs-0")).reason,
            v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND);
  EXPECT_EQ(rpc::DetailsOf(Get("")).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
}

class NoEdgeTest : public SessionMethodsTest {
 protected:
  NoEdgeTest() : SessionMethodsTest(SessionMethodsOptions{}) {}
};

TEST_F(NoEdgeTest, ServerWithoutAPageSaysSo) {
  EXPECT_EQ(rpc::DetailsOf(Create({})).reason,
            v1::ERROR_REASON_OPERATION_UNSUPPORTED);
  EXPECT_EQ(rpc::DetailsOf(Get("cs-0")).reason,
            v1::ERROR_REASON_OPERATION_UNSUPPORTED);
}

}  // namespace
}  // namespace hirewire::auth_service
