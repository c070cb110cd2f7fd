// A server in parts, as the operator's documentation sets it up: one process
// with the keys, and a worker that asks it for tokens over mutual TLS; both on
// the database in one folder.
//
//   ServerParts parts;                // the one with the keys
//   parts.StartWorker();
//   parts.Connect("acme", simulator.login());
//   grpc::Status status = parts.List(parts.worker(), "acme");
#ifndef HIREWIRE_TESTING_E2E_SERVER_PARTS_H_
#define HIREWIRE_TESTING_E2E_SERVER_PARTS_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "base/crypto/test_authority.h"
#include "base/log/capturing_logger.h"
#include "base/time/system_clock.h"
#include "hirewire/v1/connection.pb.h"
#include "services/server/compose.h"
#include "services/server/config.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::e2e {

class ServerParts {
 public:
  using Issued = crypto::TestAuthority::Issued;

  // Starts the one with the keys; a test fails where it does not.
  ServerParts();
  ~ServerParts();

  // Always at the same port.
  void StartAuth();
  void StopAuth() { auth_.reset(); }
  // As the caller that the other takes tokens to, or with another certificate.
  void StartWorker() { StartWorker(worker_certificate_); }
  void StartWorker(const Issued& certificate);

  server::RunningServer& auth() { return *auth_; }
  server::RunningServer& worker() { return *worker_; }
  server::Config WorkerConfig(const Issued& certificate) const;

  // `shown` is a client certificate, if any.
  std::shared_ptr<grpc::Channel> ChannelTo(const server::RunningServer& server,
                                           const Issued& shown = {}) const;
  // As the admin, whose key is in the folder.
  void SignIn(grpc::ClientContext& context) const;

  // At the one with the keys, as the admin.
  void Connect(const std::string& id, const sim::Login& login);
  v1::ConnectionState StateOf(const std::string& id);
  // A page of candidates, as the admin; a test fails where it is empty.
  grpc::Status List(const server::RunningServer& server, const std::string& id);

  // Signs every certificate.
  const crypto::TestAuthority& authority() const { return authority_; }
  const Issued& worker_certificate() const { return worker_certificate_; }
  const std::string& folder() const { return folder_; }
  log::CapturingLogger& logger() { return logger_; }
  Clock& clock() { return clock_; }

 private:
  server::Config Common(const Issued& certificate,
                        const std::string& name) const;
  std::string Write(const std::string& name, const std::string& text) const;

  const crypto::TestAuthority authority_;
  const Issued auth_certificate_;
  const Issued worker_certificate_;
  SystemClock clock_;
  log::CapturingLogger logger_;
  std::string folder_;
  int auth_port_ = 0;
  std::unique_ptr<server::RunningServer> auth_;
  std::unique_ptr<server::RunningServer> worker_;
};

}  // namespace hirewire::e2e

#endif  // HIREWIRE_TESTING_E2E_SERVER_PARTS_H_
