// The gRPC server: our services, reflection, health, limits, and an end that
// lets calls finish.
//
//   HW_ASSIGN_OR_RETURN(auto server,
//                       GrpcServer::Start({.listen = "127.0.0.1:0"},
//                                         {&catalog, &auth}, host));
//   server->port();
//   ...
//   server->Drain(absl::Seconds(10));
#ifndef HIREWIRE_SERVICES_SERVER_GRPC_SERVER_H_
#define HIREWIRE_SERVICES_SERVER_GRPC_SERVER_H_

#include <grpcpp/server.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rpc/host.h"
#include "services/rpc/raw_unary.h"
#include "services/rpc/service.h"
#include "services/server/tls.h"

namespace hirewire::server {

struct GrpcServerOptions {
  // host:port; port 0 takes any free one.
  std::string listen;
  TlsFiles tls = {};
  // Larger requests are refused before they are read.
  size_t max_request_bytes = size_t{4} << 20;
};

class GrpcServer {
 public:
  // `services` and `host` outlive it. FAILED_PRECONDITION where the address is
  // taken (two servers never share a port), or a file of TLS is no good.
  static absl::StatusOr<std::unique_ptr<GrpcServer>> Start(
      const GrpcServerOptions& options,
      const std::vector<rpc::Service*>& services, rpc::Host& host);

  // Drains without grace.
  ~GrpcServer();

  int port() const { return port_; }

  // Says NOT_SERVING, takes no new call, ends streams, lets other calls end for
  // up to `grace`, then cancels them. Returns when no call is left, true where
  // none had to be cancelled. Later calls do nothing.
  bool Drain(absl::Duration grace);

 private:
  explicit GrpcServer(rpc::Host& host) : host_(host) {}

  rpc::Host& host_;
  std::vector<std::unique_ptr<rpc::RawUnaryService>> adapters_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  bool drained_ = false;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_GRPC_SERVER_H_
