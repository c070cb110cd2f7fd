// CreateConnectSession and GetConnectSession of hirewire.v1.AuthService.
//
//   SessionMethods methods(sessions, registry, directory,
//                          {.edge_url = "https://connect.example"});
//   methods.AddTo(auth_service);
#ifndef HIREWIRE_SERVICES_AUTH_SESSION_METHODS_H_
#define HIREWIRE_SERVICES_AUTH_SESSION_METHODS_H_

#include <string>

#include "auth/connection/registry.h"
#include "auth/session/connect_sessions.h"
#include "base/async/async.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

struct SessionMethodsOptions {
  // How browsers reach the connect page: scheme, host and port. Empty: there is
  // none, and the methods are OPERATION_UNSUPPORTED.
  std::string edge_url;
  // Whether sessions may name their vendors' addresses. For development only.
  bool allow_loopback_vendors = false;
};

class SessionMethods {
 public:
  // All arguments but `options` outlive it.
  SessionMethods(auth::ConnectSessions& sessions,
                 auth::ConnectionRegistry& registry,
                 const connectors::Directory& directory,
                 const SessionMethodsOptions& options);

  // Answers the methods in the place of `service`, which it outlives.
  void AddTo(rpc::TypedService& service);

 private:
  Async<v1::CreateConnectSessionResponse> Create(
      rpc::Call& call, const v1::CreateConnectSessionRequest& request);
  Async<v1::GetConnectSessionResponse> Get(
      rpc::Call& call, const v1::GetConnectSessionRequest& request);

  absl::StatusOr<auth::NewConnectSession> Read(
      absl::string_view tenant, const v1::CreateConnectSessionRequest& request);

  auth::ConnectSessions& sessions_;
  auth::ConnectionRegistry& registry_;
  const connectors::Directory& directory_;
  const SessionMethodsOptions options_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_SESSION_METHODS_H_
