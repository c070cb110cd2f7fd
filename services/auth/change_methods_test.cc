#include "services/auth/change_methods.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "auth/connection/connection.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/auth/auth_service.h"
#include "services/rpc/test_server.h"

namespace hirewire::auth_service {
namespace {

constexpr char kSecret[] = "canary-new-key";

class ChangeMethodsTest : public ::testing::Test {
 protected:
  ChangeMethodsTest() {
    changes_.AddTo(service_);
    connections_.Add("acme-1", "acme");
    update_.set_connection_id("acme-1");
    rotate_.set_connection_id("acme-1");
    rotate_.set_api_key(kSecret);
  }

  grpc::Status Update() {
    grpc::ClientContext context;
    return stub_->UpdateConnection(&context, update_, &updated_);
  }
  grpc::Status Rotate() {
    grpc::ClientContext context;
    return stub_->RotateCredentials(&context, rotate_, &rotated_);
  }
  void Disable() {
    update_.mutable_update_mask()->add_paths("disabled");
    update_.set_disabled(true);
    ASSERT_TRUE(Update().ok());
  }
  int64_t CredentialVersion() {
    return connections_.registry().Get("", "acme-1")->credential_version;
  }

  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDirectory directory_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  AuthService service_{connections_.registry(), directory_,           opener_,
                       connections_.keyring(),  connections_.clock(), {}};
  ChangeMethods changes_{connections_.registry(), directory_, opener_, {}};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::AuthService::Stub> stub_ =
      v1::AuthService::NewStub(server_.channel());
  v1::UpdateConnectionRequest update_;
  v1::UpdateConnectionResponse updated_;
  v1::RotateCredentialsRequest rotate_;
  v1::RotateCredentialsResponse rotated_;
};

TEST_F(ChangeMethodsTest, SetsWhatTheMaskNamesAndNothingElse) {
  update_.mutable_update_mask()->add_paths("display_name");
  update_.set_display_name("Acme, Berlin");
  (*update_.mutable_labels())["team"] = "eu";
  ASSERT_TRUE(Update().ok());
  EXPECT_EQ(updated_.connection().display_name(), "Acme, Berlin");
  EXPECT_TRUE(updated_.connection().labels().empty());
  EXPECT_EQ(updated_.connection().state(), v1::CONNECTION_STATE_PENDING);
  update_.mutable_update_mask()->clear_paths();
  update_.mutable_update_mask()->add_paths("labels");
  update_.clear_display_name();
  ASSERT_TRUE(Update().ok());
  EXPECT_EQ(updated_.connection().display_name(), "Acme, Berlin");
  EXPECT_EQ(updated_.connection().labels().at("team"), "eu");
}

TEST_F(ChangeMethodsTest, AnUnknownOrMissingPathIsNamed) {
  grpc::Status status = Update();
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("field"), "update_mask");
  update_.mutable_update_mask()->add_paths("display_name");
  update_.mutable_update_mask()->add_paths("vendor");
  update_.set_display_name("changed");
  status = Update();
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_TRUE(absl::StrContains(status.error_message(), "\"vendor\""));
  EXPECT_EQ(connections_.registry().Get("", "acme-1")->display_name, "");
}

TEST_F(ChangeMethodsTest, ADisabledConnectionSendsNothing) {
  Disable();
  EXPECT_EQ(updated_.connection().state(), v1::CONNECTION_STATE_DISABLED);
  bool asked = false;
  account_.First([&]() -> AsyncStatus {
    asked = true;
    co_return absl::OkStatus();
  });
  grpc::ClientContext context;
  v1::CheckConnectionRequest check;
  check.set_connection_id("acme-1");
  v1::CheckConnectionResponse checked;
  EXPECT_EQ(
      rpc::DetailsOf(stub_->CheckConnection(&context, check, &checked)).reason,
      v1::ERROR_REASON_CONNECTION_DISABLED);
  EXPECT_EQ(rpc::DetailsOf(Rotate()).reason,
            v1::ERROR_REASON_CONNECTION_DISABLED);
  EXPECT_FALSE(asked);
  rotate_.set_skip_check(true);
  EXPECT_TRUE(Rotate().ok());
  EXPECT_FALSE(asked);
  EXPECT_EQ(rotated_.connection().state(), v1::CONNECTION_STATE_DISABLED);
  update_.set_disabled(false);
  ASSERT_TRUE(Update().ok());
  EXPECT_EQ(updated_.connection().state(), v1::CONNECTION_STATE_PENDING);
}

TEST_F(ChangeMethodsTest, ANewCredentialIsProbedAndThenUsed) {
  ASSERT_TRUE(Rotate().ok());
  EXPECT_EQ(rotated_.connection().state(), v1::CONNECTION_STATE_ACTIVE);
  EXPECT_EQ(rotated_.connection().id(), "acme-1");
  EXPECT_EQ(CredentialVersion(), 2);
  EXPECT_FALSE(absl::StrContains(rotated_.SerializeAsString(), kSecret));
}

TEST_F(ChangeMethodsTest, ARejectedCredentialLeavesTheOldOne) {
  account_.Fails(
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("acme said no"));
  const grpc::Status status = Rotate();
  EXPECT_EQ(rpc::DetailsOf(status).reason,
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("connection"), "acme-1");
  EXPECT_TRUE(absl::StrContains(status.error_message(), "was kept"));
  EXPECT_EQ(CredentialVersion(), 1);
  EXPECT_EQ(connections_.StateOf("acme-1"), auth::ConnectionState::kPending);
  rotate_.set_skip_check(true);
  EXPECT_TRUE(Rotate().ok());
  EXPECT_EQ(CredentialVersion(), 2);
}

TEST_F(ChangeMethodsTest, AVendorThatIsDownLeavesTheOldOne) {
  account_.Fails(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down"));
  EXPECT_EQ(rpc::DetailsOf(Rotate()).reason,
            v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(CredentialVersion(), 1);
}

TEST_F(ChangeMethodsTest, WhatIsNoCredentialIsRefusedBeforeTheVendorIsAsked) {
  bool asked = false;
  account_.First([&]() -> AsyncStatus {
    asked = true;
    co_return absl::OkStatus();
  });
  rotate_.set_api_key("canary\r\nX-Header: 1");
  grpc::Status status = Rotate();
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_FALSE(absl::StrContains(status.error_message(), "canary"));
  rotate_.clear_credential();
  EXPECT_EQ(rpc::DetailsOf(Rotate()).metadata.at("field"), "credential");
  rotate_.mutable_client_credentials()->set_client_id("id");
  rotate_.mutable_client_credentials()->set_client_secret(kSecret);
  EXPECT_EQ(rpc::DetailsOf(Rotate()).reason, v1::ERROR_REASON_ARGUMENT_INVALID)
      << "acme takes API keys only";
  rotate_.set_connection_id("nobody");
  EXPECT_EQ(rpc::DetailsOf(Rotate()).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_FALSE(asked);
}

}  // namespace
}  // namespace hirewire::auth_service
