#include "testing/e2e/secured_server.h"

#include <grpcpp/generic/generic_stub.h>

#include <cstdlib>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.pb.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/catalog_service.pb.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/server/vendors.h"

namespace hirewire::e2e {

namespace pb = google::protobuf;

namespace {

std::string NewFolder() {
  std::string path = absl::StrCat(testing::TempDir(), "/secured-XXXXXX");
  return mkdtemp(path.data());
}

}  // namespace

SecuredServer::SecuredServer() {
  config_.listen = "127.0.0.1:0";
  config_.data_dir = NewFolder();
  config_.shards = 2;
  config_.allow_loopback_vendors = true;
  config_.drain = absl::Seconds(1);
  config_.auth = server::kAuthRequired;
  const auto issued =
      authority_.Issue({.common_name = "server",
                        .alternative_names = "IP:127.0.0.1,DNS:localhost"});
  config_.tls_cert = Write("server.pem", issued.certificate);
  config_.tls_key = Write("server-key.pem", issued.key);
  config_.tls_client_ca = Write("authority.pem", authority_.certificate());
  config_.token_callers = "catalog.internal";
  config_.jwt_issuer = auth::TestIssuer::kName;
  config_.jwt_audience = auth::TestIssuer::kAudience;
  config_.jwt_jwks = Write("keys.json", issuer_.Jwks());
  auto server = server::Compose(config_, clock_, logger_, server::MakeVendors);
  EXPECT_TRUE(server.ok()) << server.status();
  if (!server.ok()) std::abort();
  server_ = *std::move(server);
}

SecuredServer::~SecuredServer() = default;

std::string SecuredServer::Write(const std::string& name,
                                 const std::string& text) const {
  // Beside what the server keeps, not in it.
  const std::string path = absl::StrCat(config_.data_dir, "-", name);
  std::ofstream(path) << text;
  return path;
}

std::string SecuredServer::address() const {
  return absl::StrCat("127.0.0.1:", server_->port());
}

std::shared_ptr<grpc::Channel> SecuredServer::ChannelFor(
    const Shown& shown) const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authority_.certificate();
  options.pem_cert_chain = shown.certificate.certificate;
  options.pem_private_key = shown.certificate.key;
  return grpc::CreateChannel(address(), grpc::SslCredentials(options));
}

grpc::Status SecuredServer::CallPath(const std::string& path,
                                     const std::string& request,
                                     std::string* reply, const Shown& shown) {
  grpc::GenericStub stub(ChannelFor(shown));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(clock_.Now() + absl::Seconds(30)));
  if (!shown.header.empty()) {
    context.AddMetadata("authorization", shown.header);
  } else if (!shown.key.empty()) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", shown.key));
  }
  grpc::CompletionQueue queue;
  grpc::Slice bytes(request);
  const auto call = stub.PrepareUnaryCall(&context, path,
                                          grpc::ByteBuffer(&bytes, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  grpc::Slice slice;
  if (status.ok() && reply != nullptr &&
      answer.DumpToSingleSlice(&slice).ok()) {
    reply->assign(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return status;
}

grpc::Status SecuredServer::Call(const std::string& method,
                                 const pb::Message& request, pb::Message* reply,
                                 const Shown& shown) {
  std::string path = absl::StrCat("/hirewire.v1.", method);
  path[path.rfind('.')] = '/';
  std::string bytes;
  const grpc::Status status =
      CallPath(path, request.SerializeAsString(), &bytes, shown);
  if (status.ok() && reply != nullptr) {
    EXPECT_TRUE(reply->ParseFromString(bytes));
  }
  return status;
}

std::string SecuredServer::NewKey(const std::string& id,
                                  const std::string& tenant,
                                  const std::vector<v1::CallerRole>& roles) {
  v1::CreateCallerRequest request;
  request.set_caller_id(id);
  request.set_tenant(tenant);
  for (const v1::CallerRole role : roles) request.add_roles(role);
  v1::CreateCallerResponse made;
  const grpc::Status status =
      Call("AdminService.CreateCaller", request, &made, {.key = AdminKey()});
  EXPECT_TRUE(status.ok()) << status.error_message();
  return made.api_key();
}

void SecuredServer::KnowCertificate(const std::string& id,
                                    const std::string& name) {
  v1::CreateCallerRequest request;
  request.set_caller_id(id);
  request.add_roles(v1::CALLER_ROLE_READ);
  request.set_certificate_name(name);
  const grpc::Status status =
      Call("AdminService.CreateCaller", request, nullptr, {.key = AdminKey()});
  EXPECT_TRUE(status.ok()) << status.error_message();
}

std::string SecuredServer::AdminKey() const {
  std::string key;
  std::ifstream(config_.data_dir + "/admin-key") >> key;
  return key;
}

std::string SecuredServer::Token(
    const auth::TestIssuer::Members& claims) const {
  return issuer_.Token(clock_.Now(), claims);
}

std::vector<const pb::MethodDescriptor*> AllMethods() {
  std::vector<const pb::MethodDescriptor*> methods;
  for (const pb::FileDescriptor* file :
       {v1::GetConnectionRequest::descriptor()->file(),
        v1::GetConnectorRequest::descriptor()->file(),
        v1::CreateCallerRequest::descriptor()->file(),
        pb::DescriptorPool::generated_pool()->FindFileByName(
            "hirewire/v1/catalog_service.proto")}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

std::string NameOf(const pb::MethodDescriptor& method) {
  return absl::StrCat(method.service()->name(), ".", method.name());
}

}  // namespace hirewire::e2e
