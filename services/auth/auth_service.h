// hirewire.v1.AuthService: makes, shows, probes and forgets connections. No
// answer, error or log line of it holds a credential.
//
//   AuthService auth(registry, directory, opener, keyring, clock,
//                    {.allow_loopback_vendors = true});
//   rpc::RawUnaryService adapter(auth, host);
#ifndef HIREWIRE_SERVICES_AUTH_AUTH_SERVICE_H_
#define HIREWIRE_SERVICES_AUTH_AUTH_SERVICE_H_

#include "auth/connection/registry.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/crypto/aead.h"
#include "base/time/clock.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/accounts/account_opener.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

struct AuthServiceOptions {
  // Whether connections may name their vendor's addresses (simulators, replay
  // servers), and those may be http on a loopback host. For development only.
  bool allow_loopback_vendors = false;
  // Where it is set, connections show when their tokens end. Outlives the
  // service.
  const auth::TokenTable* tokens = nullptr;
};

class AuthService : public rpc::TypedService {
 public:
  // All arguments but `options` outlive it. `aead` seals page tokens.
  AuthService(auth::ConnectionRegistry& registry,
              const connectors::Directory& directory,
              accounts::AccountOpener& opener, const crypto::Aead& aead,
              const Clock& clock, const AuthServiceOptions& options);

 private:
  Async<v1::CreateConnectionResponse> Create(
      rpc::Call& call, const v1::CreateConnectionRequest& request);
  Async<v1::GetConnectionResponse> Get(rpc::Call& call,
                                       const v1::GetConnectionRequest& request);
  Async<v1::ListConnectionsResponse> List(
      rpc::Call& call, const v1::ListConnectionsRequest& request);
  Async<v1::DeleteConnectionResponse> Delete(
      rpc::Call& call, const v1::DeleteConnectionRequest& request);
  Async<v1::CheckConnectionResponse> Check(
      rpc::Call& call, const v1::CheckConnectionRequest& request);

  // Whole, as Get and List show it.
  v1::Connection Shown(const auth::Connection& connection) const;

  auth::ConnectionRegistry& registry_;
  const connectors::Directory& directory_;
  accounts::AccountOpener& opener_;
  const crypto::Aead& aead_;
  const Clock& clock_;
  const AuthServiceOptions options_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_AUTH_SERVICE_H_
