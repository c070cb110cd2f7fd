// The whole product in one process: a simulated vendor, the real server on a
// real port with real sockets, and a gRPC client.
//
//   Stack stack(sim::MakeSimulator("greenhouse", options));
//   stack.Connect("acme");
//   v1::ListCandidatesResponse page;
//   grpc::Status status = stack.catalog().ListCandidates(&context, request,
//                                                        &page);
#ifndef HIREWIRE_TESTING_E2E_STACK_H_
#define HIREWIRE_TESTING_E2E_STACK_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "base/log/capturing_logger.h"
#include "base/time/clock.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/catalog_service.grpc.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "services/server/compose.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::e2e {

class Stack {
 public:
  // Starts `vendor`, where there is one. Stops the test where something cannot
  // be started.
  explicit Stack(std::unique_ptr<sim::Simulator> vendor = nullptr);
  // The same on PostgreSQL: `database` is its connection string.
  Stack(std::unique_ptr<sim::Simulator> vendor, std::string database);
  // Without a vendor, on another one's folder, beside its server.
  explicit Stack(const std::string& data_dir);
  ~Stack();

  // Connects the simulated vendor under `id`.
  void Connect(const std::string& id);
  // Connects any vendor that can be signed in to like this, e.g. a replayed
  // one.
  void Connect(const std::string& id, const sim::Login& login);

  // There must be one.
  sim::Simulator& vendor() { return *vendor_; }
  v1::AuthService::StubInterface& auth() { return *auth_; }
  v1::CatalogService::StubInterface& catalog() { return *catalog_; }
  v1::ConnectorService::StubInterface& connectors() { return *connectors_; }
  // For what the stubs do not reach. Another one after RestartServer.
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const log::CapturingLogger& logger() const { return logger_; }
  const std::string& data_dir() const { return data_dir_; }
  // What the server answers from now on is UNAVAILABLE.
  void StopServer() { server_->Stop(); }
  // Another server on the same folder, reached by new stubs.
  void RestartServer();

 private:
  Stack(std::unique_ptr<sim::Simulator> vendor, std::string database,
        std::string data_dir);

  void StartServer();

  const std::unique_ptr<sim::Simulator> vendor_;
  log::CapturingLogger logger_;
  std::unique_ptr<Clock> clock_;
  std::string data_dir_;
  const std::string database_;
  std::unique_ptr<server::RunningServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::AuthService::StubInterface> auth_;
  std::unique_ptr<v1::CatalogService::StubInterface> catalog_;
  std::unique_ptr<v1::ConnectorService::StubInterface> connectors_;
};

// The reason that a failed call carries; UNSPECIFIED for none.
v1::ErrorReason ReasonOf(const grpc::Status& status);

}  // namespace hirewire::e2e

#endif  // HIREWIRE_TESTING_E2E_STACK_H_
