#include "services/rpc/admission.h"

#include <grpcpp/client_context.h>

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "auth/inbound/authenticator.h"
#include "auth/inbound/caller.h"
#include "base/async/async.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "hirewire/v1/token_service.pb.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::rpc {
namespace {

namespace pb = google::protobuf;

const pb::MethodDescriptor& Method(const std::string& name) {
  // Linked, though nothing else of them is used.
  v1::CreateCallerRequest::descriptor();
  v1::GetAccessTokenRequest::descriptor();
  return *pb::DescriptorPool::generated_pool()->FindMethodByName(
      "hirewire.v1." + name);
}

// Knows one caller.
class OneCaller : public auth::Authenticator {
 public:
  explicit OneCaller(auth::Caller caller) : caller_(std::move(caller)) {}
  absl::StatusOr<auth::Caller> Authenticate(const auth::Presented&) override {
    return caller_;
  }

 private:
  const auth::Caller caller_;
};

absl::Status AdmitTo(const std::string& method, const auth::Caller& caller) {
  OneCaller authenticator(caller);
  Call call;
  call.method = &Method(method);
  return Admit(authenticator, {}, call);
}

TEST(Admission, AMethodTakesItsOwnRoleOrItsServices) {
  EXPECT_EQ(RoleFor(Method("ConnectorService.GetConnector")),
            v1::CALLER_ROLE_READ);
  EXPECT_EQ(RoleFor(Method("ConnectorService.ApplyManifest")),
            v1::CALLER_ROLE_ADMIN);
  EXPECT_EQ(RoleFor(Method("AdminService.CreateCaller")),
            v1::CALLER_ROLE_ADMIN);
  EXPECT_EQ(RoleFor(Method("TokenService.GetAccessToken")),
            v1::CALLER_ROLE_TOKENS);
}

// A service of protobuf's own examples, which says nothing of callers.
TEST(Admission, AServiceThatDoesNotSayTakesNobody) {
  pb::FileDescriptorProto file;
  file.set_name("silent.proto");
  file.add_message_type()->set_name("M");
  auto& service = *file.add_service();
  service.set_name("Silent");
  auto& method = *service.add_method();
  method.set_name("Do");
  method.set_input_type("M");
  method.set_output_type("M");
  pb::DescriptorPool pool;
  const pb::FileDescriptor* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  OneCaller admin(auth::Operator());
  Call call;
  call.method = built->service(0)->method(0);
  EXPECT_EQ(RoleFor(*call.method), v1::CALLER_ROLE_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(Admit(admin, {}, call)),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST(Admission, TellsWhichRoleIsNeeded) {
  const absl::Status status = AdmitTo("ConnectorService.ApplyManifest",
                                      {"sync", "acme", {v1::CALLER_ROLE_READ}});
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(hirewire::DetailsOf(status)->metadata.at("role"), "admin");
}

TEST(Admission, OnlyTokenCallersAskForTokens) {
  EXPECT_FALSE(AdmitTo("TokenService.GetAccessToken", auth::Operator()).ok());
  const auth::Caller other = {"catalog", "", {v1::CALLER_ROLE_TOKENS}};
  EXPECT_TRUE(AdmitTo("TokenService.GetAccessToken", other).ok());
  EXPECT_FALSE(AdmitTo("ConnectorService.GetConnector", other).ok());
}

TEST(Admission, WhatConcernsAllTenantsIsTheOperators) {
  Call call;
  EXPECT_TRUE(CheckOperator(call).ok());
  call.caller.tenant = "acme";
  EXPECT_EQ(ReasonOf(CheckOperator(call)), v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

// Says who called.
class Echo : public TypedService {
 public:
  Echo() : TypedService("hirewire.v1.ConnectorService") {
    On<v1::GetConnectorRequest, v1::GetConnectorResponse>(
        [this](Call& call, const auto&) { return Answered(call); });
  }
  int calls = 0;

 private:
  Async<v1::GetConnectorResponse> Answered(Call& call) {
    ++calls;
    v1::GetConnectorResponse response;
    response.mutable_connector()->set_vendor(call.caller.tenant);
    co_return response;
  }
};

class AdmittedCallTest : public ::testing::Test {
 protected:
  grpc::Status Get() {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer one");
    return v1::ConnectorService::NewStub(server_.channel())
        ->GetConnector(&context, {}, &response_);
  }

  Echo service_;
  TestServer server_{{&service_}};
  v1::GetConnectorResponse response_;
};

TEST_F(AdmittedCallTest, KnowsItsCaller) {
  server_.SetCaller(auth::Caller{"sync", "acme", {v1::CALLER_ROLE_READ}});
  ASSERT_TRUE(Get().ok());
  EXPECT_EQ(response_.connector().vendor(), "acme");
  EXPECT_EQ(server_.observer().WaitForCalls(1)[0].call.caller.id, "sync");
}

TEST_F(AdmittedCallTest, IsRefusedBeforeItsServiceHearsOfIt) {
  server_.SetCaller(
      Error(v1::ERROR_REASON_UNAUTHENTICATED_CALLER).Message("nobody"));
  EXPECT_EQ(Get().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  server_.SetCaller(auth::Caller{"sync", "acme", {v1::CALLER_ROLE_WRITE}});
  EXPECT_EQ(Get().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(service_.calls, 0);
}

TEST_F(AdmittedCallTest, OurOwnFailureIsNotTheCallers) {
  server_.SetCaller(absl::DataLossError("a stored caller is unreadable"));
  EXPECT_EQ(DetailsOf(Get()).reason, v1::ERROR_REASON_INTERNAL);
}

}  // namespace
}  // namespace hirewire::rpc
