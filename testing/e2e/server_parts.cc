#include "testing/e2e/server_parts.h"

#include <cstdlib>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/catalog_service.grpc.pb.h"
#include "services/server/vendors.h"

namespace hirewire::e2e {

namespace {

constexpr char kHere[] = "IP:127.0.0.1";

std::string NewFolder() {
  std::string path = absl::StrCat(testing::TempDir(), "/parts-XXXXXX");
  return mkdtemp(path.data());
}

}  // namespace

ServerParts::ServerParts()
    : auth_certificate_(authority_.Issue(
          {.common_name = "auth", .alternative_names = kHere})),
      worker_certificate_(authority_.Issue(
          {.common_name = "worker.internal", .alternative_names = kHere})),
      folder_(NewFolder()) {
  StartAuth();
}

ServerParts::~ServerParts() = default;

server::Config ServerParts::Common(const Issued& certificate,
                                   const std::string& name) const {
  server::Config config;
  config.listen = "127.0.0.1:0";
  config.data_dir = folder_;
  config.shards = 2;
  config.allow_loopback_vendors = true;
  config.drain = absl::Seconds(1);
  config.auth = server::kAuthRequired;
  config.tls_cert = Write(absl::StrCat(name, ".pem"), certificate.certificate);
  config.tls_key = Write(absl::StrCat(name, "-key.pem"), certificate.key);
  return config;
}

// Beside what the servers keep, not in it.
std::string ServerParts::Write(const std::string& name,
                               const std::string& text) const {
  const std::string path = absl::StrCat(folder_, "-", name);
  std::ofstream(path) << text;
  return path;
}

void ServerParts::StartAuth() {
  server::Config config = Common(auth_certificate_, "auth");
  config.listen = absl::StrCat("127.0.0.1:", auth_port_);
  config.services = "auth";
  config.tls_client_ca = Write("ca.pem", authority_.certificate());
  config.token_callers = "worker.internal";
  auto server = server::Compose(config, clock_, logger_, server::MakeVendors);
  ASSERT_TRUE(server.ok()) << server.status();
  auth_ = *std::move(server);
  auth_port_ = auth_->port();
}

server::Config ServerParts::WorkerConfig(const Issued& certificate) const {
  server::Config config = Common(certificate, "worker");
  config.services = "catalog,connectors";
  config.token_service = absl::StrCat("127.0.0.1:", auth_port_);
  config.token_service_ca = Write("ca.pem", authority_.certificate());
  config.token_service_cert = config.tls_cert;
  config.token_service_key = config.tls_key;
  return config;
}

void ServerParts::StartWorker(const Issued& certificate) {
  auto server = server::Compose(WorkerConfig(certificate), clock_, logger_,
                                server::MakeVendors);
  ASSERT_TRUE(server.ok()) << server.status();
  worker_ = *std::move(server);
}

std::shared_ptr<grpc::Channel> ServerParts::ChannelTo(
    const server::RunningServer& server, const Issued& shown) const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authority_.certificate();
  options.pem_cert_chain = shown.certificate;
  options.pem_private_key = shown.key;
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server.port()),
                             grpc::SslCredentials(options));
}

void ServerParts::SignIn(grpc::ClientContext& context) const {
  std::string key;
  std::ifstream(folder_ + "/admin-key") >> key;
  context.AddMetadata("authorization", absl::StrCat("Bearer ", key));
}

void ServerParts::Connect(const std::string& id, const sim::Login& login) {
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
  SignIn(context);
  v1::CreateConnectionResponse response;
  const auto made = v1::AuthService::NewStub(ChannelTo(*auth_))
                        ->CreateConnection(&context, request, &response);
  ASSERT_TRUE(made.ok()) << made.error_message();
}

v1::ConnectionState ServerParts::StateOf(const std::string& id) {
  v1::GetConnectionRequest request;
  request.set_connection_id(id);
  grpc::ClientContext context;
  SignIn(context);
  v1::GetConnectionResponse response;
  EXPECT_TRUE(v1::AuthService::NewStub(ChannelTo(*auth_))
                  ->GetConnection(&context, request, &response)
                  .ok());
  return response.connection().state();
}

grpc::Status ServerParts::List(const server::RunningServer& server,
                               const std::string& id) {
  v1::ListCandidatesRequest request;
  request.set_connection_id(id);
  grpc::ClientContext context;
  SignIn(context);
  v1::ListCandidatesResponse page;
  const grpc::Status status = v1::CatalogService::NewStub(ChannelTo(server))
                                  ->ListCandidates(&context, request, &page);
  if (status.ok()) EXPECT_GT(page.candidates_size(), 0) << id;
  return status;
}
}  // namespace hirewire::e2e
