#include "testing/e2e/stack.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"
#include "services/server/config.h"
#include "services/server/vendors.h"

namespace hirewire::e2e {
namespace {

// A folder of this test's own.
std::string NewFolder() {
  std::string path = absl::StrCat(testing::TempDir(), "/hirewire-XXXXXX");
  return mkdtemp(path.data());
}

server::Config TestConfig(const std::string& data_dir,
                          const std::string& database) {
  server::Config config;
  config.listen = "127.0.0.1:0";
  config.data_dir = data_dir;
  config.database = database;
  config.allow_loopback_vendors = true;
  config.drain = absl::Seconds(1);
  return config;
}

}  // namespace

Stack::Stack(std::unique_ptr<sim::Simulator> vendor)
    : Stack(std::move(vendor), "") {}

Stack::Stack(std::unique_ptr<sim::Simulator> vendor, std::string database)
    : Stack(std::move(vendor), std::move(database), NewFolder()) {}

Stack::Stack(const std::string& data_dir) : Stack(nullptr, "", data_dir) {}

Stack::Stack(std::unique_ptr<sim::Simulator> vendor, std::string database,
             std::string data_dir)
    : vendor_(std::move(vendor)),
      clock_(std::make_unique<SystemClock>()),
      data_dir_(std::move(data_dir)),
      database_(std::move(database)) {
  const absl::Status started =
      vendor_ == nullptr ? absl::OkStatus() : vendor_->Start();
  EXPECT_TRUE(started.ok()) << started;
  StartServer();
}

Stack::~Stack() = default;

void Stack::StartServer() {
  auto server = server::Compose(TestConfig(data_dir_, database_), *clock_,
                                logger_, server::MakeVendors);
  EXPECT_TRUE(server.ok()) << server.status();
  if (!server.ok()) std::abort();
  server_ = *std::move(server);
  channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                 grpc::InsecureChannelCredentials());
  auth_ = v1::AuthService::NewStub(channel_);
  catalog_ = v1::CatalogService::NewStub(channel_);
  connectors_ = v1::ConnectorService::NewStub(channel_);
}

void Stack::RestartServer() {
  server_.reset();
  StartServer();
}

void Stack::Connect(const std::string& id) { Connect(id, vendor_->login()); }

void Stack::Connect(const std::string& id, const sim::Login& login) {
  v1::CreateConnectionRequest request;
  request.set_vendor(login.vendor);
  request.set_connection_id(id);
  request.set_base_url(login.base_url);
  request.set_token_url(login.token_url);
  if (!login.api_key.empty()) {
    request.set_api_key(login.api_key);
  } else {
    auto& client = *request.mutable_client_credentials();
    client.set_client_id(login.client_id);
    client.set_client_secret(login.client_secret);
  }
  grpc::ClientContext context;
  v1::CreateConnectionResponse response;
  const grpc::Status created =
      auth_->CreateConnection(&context, request, &response);
  EXPECT_TRUE(created.ok()) << created.error_message();
}

v1::ErrorReason ReasonOf(const grpc::Status& status) {
  return hirewire::ReasonOf(FromGrpcStatus(status));
}

}  // namespace hirewire::e2e
