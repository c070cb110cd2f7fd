// The real vendors in a real server, as far as one gets without a vendor.
#include "services/server/vendors.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/log/capturing_logger.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "services/server/compose.h"
#include "services/server/config.h"

namespace hirewire::server {
namespace {

class VendorsTest : public ::testing::Test {
 protected:
  VendorsTest() {
    config_.listen = "127.0.0.1:0";
    config_.data_dir = kInMemory;
    config_.shards = 2;
    config_.allow_loopback_vendors = true;
    server_ = Compose(config_, clock_, logger_, MakeVendors).value();
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                   grpc::InsecureChannelCredentials());
  }

  // Connects an account at a port where nothing listens.
  void ConnectNowhere() {
    v1::CreateConnectionRequest request;
    request.set_vendor("lever");
    request.set_connection_id("nowhere");
    request.set_api_key("key");
    request.set_base_url("http://127.0.0.1:1/v1");
    grpc::ClientContext context;
    v1::CreateConnectionResponse response;
    const grpc::Status status =
        v1::AuthService::NewStub(channel_)->CreateConnection(&context, request,
                                                             &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  Config config_;
  SystemClock clock_;
  log::CapturingLogger logger_;
  std::unique_ptr<RunningServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(VendorsTest, AreListedWithTheirManifests) {
  grpc::ClientContext context;
  v1::ListConnectorsResponse listed;
  ASSERT_TRUE(v1::ConnectorService::NewStub(channel_)
                  ->ListConnectors(&context, {}, &listed)
                  .ok());
  ASSERT_GE(listed.connectors_size(), 2);
  for (const v1::Connector& connector : listed.connectors()) {
    EXPECT_NE(connector.manifest_version(), "") << connector.vendor();
  }
}

TEST_F(VendorsTest, CapabilitiesAreComputed) {
  ConnectNowhere();
  grpc::ClientContext context;
  v1::GetCapabilitiesRequest request;
  request.set_connection_id("nowhere");
  v1::GetCapabilitiesResponse response;
  ASSERT_TRUE(v1::ConnectorService::NewStub(channel_)
                  ->GetCapabilities(&context, request, &response)
                  .ok());
  EXPECT_GE(response.capabilities().methods_size(), 41);
}

TEST_F(VendorsTest, AVendorThatCannotBeReachedIsUnavailable) {
  ConnectNowhere();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(clock_.Now() + absl::Seconds(20)));
  v1::CheckConnectionRequest request;
  request.set_connection_id("nowhere");
  v1::CheckConnectionResponse response;
  const grpc::Status status =
      v1::AuthService::NewStub(channel_)->CheckConnection(&context, request,
                                                          &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE)
      << status.error_message();
  EXPECT_GE(logger_.Count("vendor_call.ended"), 1);
  EXPECT_TRUE(server_->Stop());
}

}  // namespace
}  // namespace hirewire::server
