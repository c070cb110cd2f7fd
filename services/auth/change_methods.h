// The methods of hirewire.v1.AuthService that change a connection: its name and
// labels, whether it is in use, and its credential.
//
//   ChangeMethods changes(registry, directory, opener, options);
//   changes.AddTo(auth_service);
#ifndef HIREWIRE_SERVICES_AUTH_CHANGE_METHODS_H_
#define HIREWIRE_SERVICES_AUTH_CHANGE_METHODS_H_

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/accounts/account_opener.h"
#include "services/auth/probe.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

struct ChangeOptions {
  // Whether connections may have addresses of their own (simulators).
  bool allow_loopback_vendors = false;
};

class ChangeMethods {
 public:
  // All arguments but `options` outlive it.
  ChangeMethods(auth::ConnectionRegistry& registry,
                const connectors::Directory& directory,
                accounts::AccountOpener& opener, const ChangeOptions& options)
      : registry_(registry),
        directory_(directory),
        opener_(opener),
        options_(options) {}

  // Outlives `service`'s last call.
  void AddTo(rpc::TypedService& service);

 private:
  Async<v1::UpdateConnectionResponse> Update(
      rpc::Call& call, const v1::UpdateConnectionRequest& request);
  Async<v1::RotateCredentialsResponse> Rotate(
      rpc::Call& call, const v1::RotateCredentialsRequest& request);
  // What the vendor says of `credentials`, which are not kept.
  // CREDENTIALS_REJECTED is a failure here.
  Async<ProbeVerdict> Probe(rpc::Call& call, const auth::Connection& connection,
                            const auth::Credentials& credentials);

  auth::ConnectionRegistry& registry_;
  const connectors::Directory& directory_;
  accounts::AccountOpener& opener_;
  const ChangeOptions options_;
};

// What `request` asks to change. ARGUMENT_INVALID names an unknown path.
absl::StatusOr<auth::ConnectionChange> ReadChange(
    const v1::UpdateConnectionRequest& request);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_CHANGE_METHODS_H_
