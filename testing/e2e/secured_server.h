// The real server, as it is where others can reach it: over TLS, with callers
// who prove who they are, on a folder of its own.
//
//   SecuredServer server;
//   const std::string key = server.NewKey("sync", "acme",
//                                         {v1::CALLER_ROLE_READ});
//   grpc::Status status = server.Call("AuthService.ListConnections", {},
//   nullptr,
//                                     {.key = key});
#ifndef HIREWIRE_TESTING_E2E_SECURED_SERVER_H_
#define HIREWIRE_TESTING_E2E_SECURED_SERVER_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "auth/inbound/test_issuer.h"
#include "base/crypto/test_authority.h"
#include "base/log/capturing_logger.h"
#include "base/time/system_clock.h"
#include "hirewire/v1/options.pb.h"
#include "services/server/compose.h"
#include "services/server/config.h"

namespace hirewire::e2e {

class SecuredServer {
 public:
  // What a call shows.
  struct Shown {
    // An API key or a token; empty for none.
    std::string key = "";
    // The whole header instead, where there is one.
    std::string header = "";
    // A client certificate; empty for none.
    crypto::TestAuthority::Issued certificate = {};
  };

  // Stops the test where it cannot be started.
  SecuredServer();
  ~SecuredServer();

  // Calls "AuthService.GetConnection" and the like. `reply` may be null.
  grpc::Status Call(const std::string& method,
                    const google::protobuf::Message& request,
                    google::protobuf::Message* reply, const Shown& shown);
  // Of no package of ours: "/grpc.health.v1.Health/Check".
  grpc::Status CallPath(const std::string& path, const std::string& request,
                        std::string* reply, const Shown& shown);

  // A caller made by the first admin.
  std::string NewKey(const std::string& id, const std::string& tenant,
                     const std::vector<v1::CallerRole>& roles);
  void KnowCertificate(const std::string& id, const std::string& name);

  // Of the file in the server's folder.
  std::string AdminKey() const;
  // A token of the issuer that the server trusts.
  std::string Token(const auth::TestIssuer::Members& claims = {}) const;

  // Who signs the server's certificate and those of clients that it takes.
  const crypto::TestAuthority& authority() const { return authority_; }
  const auth::TestIssuer& issuer() const { return issuer_; }
  Clock& clock() { return clock_; }
  std::string address() const;
  // What was logged so far.
  const log::CapturingLogger& logger() const { return logger_; }
  const std::string& data_dir() const { return config_.data_dir; }

 private:
  std::shared_ptr<grpc::Channel> ChannelFor(const Shown& shown) const;
  std::string Write(const std::string& name, const std::string& text) const;

  const crypto::TestAuthority authority_;
  const auth::TestIssuer issuer_;
  SystemClock clock_;
  log::CapturingLogger logger_;
  server::Config config_;
  std::unique_ptr<server::RunningServer> server_;
};

// "hirewire.v1.AuthService" and so on: all that the server serves.
std::vector<const google::protobuf::MethodDescriptor*> AllMethods();

// "AuthService.GetConnection".
std::string NameOf(const google::protobuf::MethodDescriptor& method);

}  // namespace hirewire::e2e

#endif  // HIREWIRE_TESTING_E2E_SECURED_SERVER_H_
