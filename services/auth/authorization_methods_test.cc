#include "services/auth/authorization_methods.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/inbound/caller.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/token/token_table.h"
#include "base/async/shards.h"
#include "base/http/fake_transport.h"
#include "base/status/error.h"
#include "connectors/api/fake_oauth_directory.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {
namespace {

constexpr char kCallback[] = "https://app.example/callback";

v1::SetOAuthAppRequest NewApp(const std::string& environment = "") {
  v1::SetOAuthAppRequest request;
  request.mutable_app()->set_vendor("hooli");
  request.mutable_app()->set_environment(environment);
  request.mutable_app()->set_client_id("our-app");
  request.mutable_app()->add_redirect_uris(kCallback);
  request.set_client_secret("canary-secret");
  return request;
}

class AuthorizationMethodsTest : public ::testing::Test {
 protected:
  explicit AuthorizationMethodsTest(bool allow_loopback = false)
      : methods_({.authorizations = authorizations_,
                  .apps = apps_,
                  .directory = directory_,
                  .shards = shards_,
                  .transports = {&transport_, &transport_},
                  .allow_loopback = allow_loopback}) {
    methods_.AddTo(service_);
  }

  grpc::Status Set(const v1::SetOAuthAppRequest& request) {
    grpc::ClientContext context;
    set_.Clear();
    return stub_->SetOAuthApp(&context, request, &set_);
  }
  std::vector<std::string> Environments() {
    grpc::ClientContext context;
    v1::ListOAuthAppsResponse listed;
    EXPECT_TRUE(stub_->ListOAuthApps(&context, {}, &listed).ok());
    std::vector<std::string> environments;
    for (const v1::OAuthApp& app : listed.apps()) {
      environments.push_back(
          absl::StrCat(app.vendor(), " ", app.environment()));
    }
    return environments;
  }
  grpc::Status Delete(const std::string& vendor,
                      const std::string& environment = "") {
    grpc::ClientContext context;
    v1::DeleteOAuthAppRequest request;
    request.set_vendor(vendor);
    request.set_environment(environment);
    v1::DeleteOAuthAppResponse response;
    return stub_->DeleteOAuthApp(&context, request, &response);
  }
  grpc::Status Begin(const std::string& base_url = "") {
    grpc::ClientContext context;
    v1::BeginAuthorizationRequest request;
    request.set_vendor("hooli");
    request.set_connection_id("hooli-1");
    request.set_redirect_uri(kCallback);
    request.set_base_url(base_url);
    return stub_->BeginAuthorization(&context, request, &begun_);
  }
  grpc::Status Complete(const std::string& state) {
    grpc::ClientContext context;
    v1::CompleteAuthorizationRequest request;
    request.set_state(state);
    request.set_code("a-code");
    return stub_->CompleteAuthorization(&context, request, &completed_);
  }
  // "FIELD REASON", as a refusal names them.
  static std::string Refusal(const grpc::Status& status) {
    const ErrorDetails details = rpc::DetailsOf(status);
    const auto field = details.metadata.find("field");
    return absl::StrCat(field == details.metadata.end() ? "" : field->second,
                        " ", ReasonName(details.reason));
  }

  accounts::TestRegistry connections_;
  connectors::FakeOAuthDirectory directory_;
  Shards shards_{2};
  http::FakeTransport transport_{connections_.clock()};
  auth::TokenTable tokens_{connections_.store(), connections_.vault()};
  auth::OAuthApps apps_{connections_.store(), connections_.vault(),
                        connections_.clock()};
  auth::AuthorizationTable pending_{connections_.store(), connections_.vault()};
  auth::Authorizations authorizations_{
      {.registry = connections_.registry(),
       .tokens = tokens_,
       .apps = apps_,
       .pending = pending_,
       .clock = connections_.clock(),
       .recipe_of =
           [this](const auth::Connection& connection) {
             return directory_.GetRecipe(connection, false);
           },
       .callback_url = ""}};
  AuthorizationMethods methods_;
  rpc::TypedService service_{"hirewire.v1.AuthService"};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::AuthService::Stub> stub_ =
      v1::AuthService::NewStub(server_.channel());
  v1::SetOAuthAppResponse set_;
  v1::BeginAuthorizationResponse begun_;
  v1::CompleteAuthorizationResponse completed_;
};

class InDevelopment : public AuthorizationMethodsTest {
 protected:
  InDevelopment() : AuthorizationMethodsTest(true) {}
};

TEST_F(AuthorizationMethodsTest, AnAppIsOfTheFirstEnvironmentUnlessNamed) {
  ASSERT_TRUE(Set(NewApp()).ok());
  EXPECT_EQ(set_.app().environment(), "production");
  EXPECT_TRUE(set_.app().has_create_time());
  ASSERT_TRUE(Set(NewApp("sandbox")).ok());
  EXPECT_EQ(set_.app().environment(), "sandbox");
  // The same one again, by its name.
  ASSERT_TRUE(Set(NewApp("production")).ok());
  EXPECT_EQ(Environments(),
            (std::vector<std::string>{"hooli production", "hooli sandbox"}));
}

TEST_F(AuthorizationMethodsTest, NoAnswerHasTheSecret) {
  ASSERT_TRUE(Set(NewApp()).ok());
  grpc::ClientContext context;
  v1::ListOAuthAppsResponse listed;
  ASSERT_TRUE(stub_->ListOAuthApps(&context, {}, &listed).ok());
  EXPECT_FALSE(absl::StrContains(set_.DebugString(), "canary"));
  EXPECT_FALSE(absl::StrContains(listed.DebugString(), "canary"));
  EXPECT_TRUE(absl::StrContains(listed.DebugString(), "our-app"));
}

TEST_F(AuthorizationMethodsTest, AnEmptySecretKeepsTheOldOne) {
  v1::SetOAuthAppRequest request = NewApp();
  request.clear_client_secret();
  EXPECT_EQ(Refusal(Set(request)), "client_secret ARGUMENT_INVALID");
  ASSERT_TRUE(Set(NewApp()).ok());
  request.mutable_app()->set_client_id("our-new-app");
  ASSERT_TRUE(Set(request).ok());
  const auto app = apps_.Find("", "hooli", "production");
  ASSERT_TRUE(app.ok()) << app.status();
  EXPECT_EQ(app->client_id, "our-new-app");
  EXPECT_FALSE(app->client_secret.empty());
}

TEST_F(AuthorizationMethodsTest, WhatIsUnknownIsNamed) {
  v1::SetOAuthAppRequest request = NewApp("moon");
  EXPECT_EQ(Refusal(Set(request)), "environment ARGUMENT_INVALID");
  EXPECT_EQ(Refusal(Delete("hooli", "moon")), "environment ARGUMENT_INVALID");
  request.mutable_app()->set_vendor("initech");
  EXPECT_EQ(Refusal(Set(request)), " VENDOR_UNKNOWN");
  EXPECT_EQ(Refusal(Delete("initech")), " VENDOR_UNKNOWN");
  // It takes keys only.
  request.mutable_app()->set_vendor("acme");
  EXPECT_EQ(Refusal(Set(request)), "vendor ARGUMENT_INVALID");
  EXPECT_EQ(Refusal(Set(v1::SetOAuthAppRequest())), " VENDOR_UNKNOWN");
  EXPECT_TRUE(Environments().empty());
}

TEST_F(AuthorizationMethodsTest, HostileTextsAreRefused) {
  v1::SetOAuthAppRequest request = NewApp();
  request.mutable_app()->set_client_id("our app");
  EXPECT_EQ(Refusal(Set(request)), "app.client_id ARGUMENT_INVALID");
  request = NewApp();
  request.set_client_secret("line\nbreak");
  EXPECT_EQ(Refusal(Set(request)), "client_secret ARGUMENT_INVALID");
  for (const char* uri :
       {"http://app.example/callback", "https://app.example/#part",
        "https://user@app.example/", "javascript:alert(1)", "/callback"}) {
    request = NewApp();
    request.mutable_app()->add_redirect_uris(uri);
    EXPECT_EQ(Refusal(Set(request)), "app.redirect_uris ARGUMENT_INVALID")
        << uri;
  }
  request = NewApp();
  request.mutable_app()->add_scopes("two words");
  EXPECT_EQ(Refusal(Set(request)), "app.scopes ARGUMENT_INVALID");
}

TEST_F(AuthorizationMethodsTest, VendorsAddressesAreForDevelopment) {
  v1::SetOAuthAppRequest request = NewApp();
  request.mutable_app()->set_token_url("https://evil.example/token");
  EXPECT_EQ(Refusal(Set(request)), "app.token_url ARGUMENT_INVALID");
  request.mutable_app()->clear_token_url();
  request.mutable_app()->set_authorize_url("http://127.0.0.1:1/authorize");
  EXPECT_EQ(Refusal(Set(request)), "app.authorize_url ARGUMENT_INVALID");
  ASSERT_TRUE(Set(NewApp()).ok());
  EXPECT_EQ(Refusal(Begin("http://127.0.0.1:1")), "base_url ARGUMENT_INVALID");
}

TEST_F(InDevelopment, VendorsAddressesAreTaken) {
  v1::SetOAuthAppRequest request = NewApp();
  request.mutable_app()->set_authorize_url("http://127.0.0.1:1/authorize");
  request.mutable_app()->set_token_url("http://127.0.0.1:1/token");
  ASSERT_TRUE(Set(request).ok());
  EXPECT_EQ(set_.app().token_url(), "http://127.0.0.1:1/token");
  ASSERT_TRUE(Begin("http://127.0.0.1:1").ok());
  EXPECT_TRUE(
      absl::StartsWith(begun_.authorize_url(), "http://127.0.0.1:1/authorize?"))
      << begun_.authorize_url();
}

TEST_F(AuthorizationMethodsTest, AnAppIsForgottenOnce) {
  ASSERT_TRUE(Set(NewApp()).ok());
  ASSERT_TRUE(Set(NewApp("sandbox")).ok());
  EXPECT_TRUE(Delete("hooli").ok());
  EXPECT_EQ(Refusal(Delete("hooli", "production")), " OAUTH_APP_MISSING");
  EXPECT_EQ(Environments(), std::vector<std::string>{"hooli sandbox"});
}

TEST_F(AuthorizationMethodsTest, TenantsDoNotSeeEachOthersApps) {
  ASSERT_TRUE(Set(NewApp()).ok());
  server_.SetCaller(auth::Caller{"other", "initech", {v1::CALLER_ROLE_ADMIN}});
  EXPECT_TRUE(Environments().empty());
  EXPECT_EQ(Refusal(Delete("hooli")), " OAUTH_APP_MISSING");
  EXPECT_EQ(Refusal(Begin()), " OAUTH_APP_MISSING");
  server_.SetCaller(auth::Operator());
  EXPECT_EQ(Environments().size(), 1u);
}

TEST_F(AuthorizationMethodsTest, ALinkNamesTheAppAndNothingSecret) {
  EXPECT_EQ(Refusal(Begin()), " OAUTH_APP_MISSING");
  ASSERT_TRUE(Set(NewApp()).ok());
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(begun_.connection_id(), "hooli-1");
  EXPECT_TRUE(absl::StartsWith(begun_.authorize_url(),
                               "https://hooli.example/authorize?"));
  EXPECT_TRUE(absl::StrContains(begun_.authorize_url(), "client_id=our-app"));
  EXPECT_TRUE(absl::StrContains(begun_.authorize_url(), begun_.state()));
  EXPECT_FALSE(absl::StrContains(begun_.authorize_url(), "canary"));
}

TEST_F(AuthorizationMethodsTest, OnlyAStateThatIsUnderWayIsCompleted) {
  EXPECT_EQ(Refusal(Complete("")), "state ARGUMENT_INVALID");
  EXPECT_EQ(Refusal(Complete("made-up")), " AUTHORIZATION_UNKNOWN");
  EXPECT_TRUE(transport_.requests().empty());
  ASSERT_TRUE(Set(NewApp()).ok());
  ASSERT_TRUE(Begin().ok());
  transport_.Answer(200,
                    R"({"access_token":"canary-a","refresh_token":"canary-r",)"
                    R"("expires_in":3600,"token_type":"Bearer"})");
  const grpc::Status status = Complete(begun_.state());
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(completed_.connection().id(), "hooli-1");
  EXPECT_FALSE(absl::StrContains(completed_.DebugString(), "canary"));
  // Once.
  EXPECT_EQ(Refusal(Complete(begun_.state())), " AUTHORIZATION_UNKNOWN");
  EXPECT_EQ(transport_.requests().size(), 1u);
}

}  // namespace
}  // namespace hirewire::auth_service
