// OAuth 2.0 authorization code over the whole product: the simulated Lever's
// authorization server, the real server, a customer who follows links.
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "base/async/run.h"
#include "base/http/curl_options.h"
#include "base/http/curl_transport.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/lever/lever_simulator.h"

namespace hirewire::e2e {
namespace {

constexpr char kCallback[] = "https://partner.example/callback";

class AuthorizationTest : public testing::Test {
 protected:
  AuthorizationTest() {
    auto lever = std::make_unique<sim::LeverSimulator>();
    lever_ = lever.get();
    stack_ = std::make_unique<Stack>(std::move(lever));
    v1::SetOAuthAppRequest request;
    v1::OAuthApp& app = *request.mutable_app();
    app.set_vendor("lever");
    app.set_client_id("simulated-lever-app");
    app.add_redirect_uris(kCallback);
    app.set_authorize_url(lever_->AuthorizeUrl());
    app.set_token_url(lever_->TokenUrl());
    request.set_client_secret("simulated-lever-secret");
    grpc::ClientContext context;
    v1::SetOAuthAppResponse response;
    const auto set = stack_->auth().SetOAuthApp(&context, request, &response);
    EXPECT_TRUE(set.ok()) << set.error_message();
    EXPECT_EQ(response.app().environment(), "production");
  }

  v1::BeginAuthorizationResponse Begin(const std::string& id) {
    v1::BeginAuthorizationRequest request;
    request.set_connection_id(id);
    request.set_vendor("lever");
    request.set_base_url(lever_->login().base_url);
    request.set_redirect_uri(kCallback);
    grpc::ClientContext context;
    v1::BeginAuthorizationResponse response;
    const auto begun =
        stack_->auth().BeginAuthorization(&context, request, &response);
    EXPECT_TRUE(begun.ok()) << begun.error_message();
    return response;
  }

  // What the vendor sends the customer back with.
  http::QueryParams Follow(const std::string& url) {
    boost::asio::io_context context;
    SystemClock clock;
    http::CurlOptions options;
    options.allow_plain_http = true;
    http::CurlTransport browser(context.get_executor(), clock, options);
    http::Request request;
    request.url = url;
    const auto answer = RunSync(context, browser.Send(request));
    EXPECT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->status, 302) << answer->body;
    const std::string location(
        http::FindHeader(answer->headers, "Location").value_or(""));
    EXPECT_TRUE(absl::StartsWith(location, kCallback)) << location;
    return http::ParseQuery(http::Url::Parse(location)->query());
  }

  static std::string Find(const http::QueryParams& query,
                          const std::string& name) {
    for (const auto& [key, value] : query) {
      if (key == name) return value;
    }
    return "";
  }

  v1::ErrorReason Complete(const http::QueryParams& query) {
    v1::CompleteAuthorizationRequest request;
    request.set_state(Find(query, "state"));
    request.set_code(Find(query, "code"));
    request.set_error(Find(query, "error"));
    grpc::ClientContext context;
    return ReasonOf(
        stack_->auth().CompleteAuthorization(&context, request, &completed_));
  }

  v1::ErrorReason List(const std::string& id) {
    v1::ListUsersRequest request;
    request.set_connection_id(id);
    grpc::ClientContext context;
    v1::ListUsersResponse response;
    const auto status =
        stack_->catalog().ListUsers(&context, request, &response);
    EXPECT_TRUE(!status.ok() || response.users_size() > 0);
    return ReasonOf(status);
  }

  v1::Connection Get(const std::string& id) {
    v1::GetConnectionRequest request;
    request.set_connection_id(id);
    grpc::ClientContext context;
    v1::GetConnectionResponse response;
    stack_->auth().GetConnection(&context, request, &response);
    return response.connection();
  }

  sim::LeverSimulator* lever_ = nullptr;
  std::unique_ptr<Stack> stack_;
  v1::CompleteAuthorizationResponse completed_;
};

TEST_F(AuthorizationTest, ACustomerWhoAgreesIsConnected) {
  const auto begun = Begin("acme");
  EXPECT_EQ(begun.connection_id(), "acme");
  const auto query = Follow(begun.authorize_url());
  EXPECT_EQ(Find(query, "state"), begun.state());
  ASSERT_EQ(Complete(query), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(completed_.connection().auth_kind(),
            v1::AUTH_KIND_AUTHORIZATION_CODE);
  EXPECT_EQ(List("acme"), v1::ERROR_REASON_UNSPECIFIED);
  const v1::Connection connection = Get("acme");
  EXPECT_EQ(connection.state(), v1::CONNECTION_STATE_ACTIVE);
  EXPECT_TRUE(connection.has_last_success_time());
  const int64_t made = connection.create_time().seconds();
  EXPECT_NEAR(connection.token_expire_time().seconds() - made, 3600, 60);
  // Lever forgets a grant that nobody uses for 90 days.
  EXPECT_NEAR(connection.grant_expire_time().seconds() - made, 90 * 24 * 3600,
              60);
}

TEST_F(AuthorizationTest, TheGrantSurvivesARestart) {
  ASSERT_EQ(Complete(Follow(Begin("acme").authorize_url())),
            v1::ERROR_REASON_UNSPECIFIED);
  stack_->RestartServer();
  EXPECT_EQ(List("acme"), v1::ERROR_REASON_UNSPECIFIED);
}

TEST_F(AuthorizationTest, AStateIsGoodOnceAndForItsOwn) {
  const auto query = Follow(Begin("acme").authorize_url());
  ASSERT_EQ(Complete(query), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Complete(query), v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(Complete({{"state", "made-up"}, {"code", "c"}}),
            v1::ERROR_REASON_AUTHORIZATION_UNKNOWN);
  EXPECT_EQ(Complete({{"code", "c"}}), v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(AuthorizationTest, ACodeThatTheVendorRefusesMakesNoConnection) {
  const auto begun = Begin("acme");
  EXPECT_EQ(Complete({{"state", begun.state()}, {"code", "made-up"}}),
            v1::ERROR_REASON_CREDENTIALS_REJECTED);
  EXPECT_EQ(Get("acme").id(), "");
}

TEST_F(AuthorizationTest, ACustomerWhoDeclinesIsToldApart) {
  lever_->SetConsent(false);
  EXPECT_EQ(Complete(Follow(Begin("acme").authorize_url())),
            v1::ERROR_REASON_AUTHORIZATION_DENIED);
  EXPECT_EQ(Get("acme").id(), "");
}

TEST_F(AuthorizationTest, ARedirectUriThatIsNotTheAppsIsRefused) {
  v1::BeginAuthorizationRequest request;
  request.set_vendor("lever");
  request.set_redirect_uri("https://partner.example/callback/");
  grpc::ClientContext context;
  v1::BeginAuthorizationResponse response;
  EXPECT_EQ(
      ReasonOf(stack_->auth().BeginAuthorization(&context, request, &response)),
      v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(AuthorizationTest, ConnectingAgainBringsARevokedConnectionBack) {
  ASSERT_EQ(Complete(Follow(Begin("acme").authorize_url())),
            v1::ERROR_REASON_UNSPECIFIED);
  ASSERT_EQ(List("acme"), v1::ERROR_REASON_UNSPECIFIED);
  lever_->RevokeAuthorizations();
  EXPECT_EQ(List("acme"), v1::ERROR_REASON_REAUTHORIZATION_REQUIRED);
  EXPECT_EQ(Get("acme").state(), v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION);
  EXPECT_EQ(Get("acme").state_reason(),
            v1::ERROR_REASON_REAUTHORIZATION_REQUIRED);
  ASSERT_EQ(Complete(Follow(Begin("acme").authorize_url())),
            v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(List("acme"), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Get("acme").state(), v1::CONNECTION_STATE_ACTIVE);
}

TEST_F(AuthorizationTest, AppsAreShownWithoutTheirSecrets) {
  grpc::ClientContext context;
  v1::ListOAuthAppsResponse response;
  ASSERT_TRUE(stack_->auth().ListOAuthApps(&context, {}, &response).ok());
  ASSERT_EQ(response.apps_size(), 1);
  EXPECT_EQ(response.apps(0).client_id(), "simulated-lever-app");
  EXPECT_FALSE(absl::StrContains(response.SerializeAsString(),
                                 "simulated-lever-secret"));
}

}  // namespace
}  // namespace hirewire::e2e
