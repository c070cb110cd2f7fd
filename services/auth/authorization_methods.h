// The methods of AuthService for OAuth 2.0 authorization code: apps, and
// authorizations of callers that have a page of their own.
#ifndef HIREWIRE_SERVICES_AUTH_AUTHORIZATION_METHODS_H_
#define HIREWIRE_SERVICES_AUTH_AUTHORIZATION_METHODS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "auth/app/oauth_apps.h"
#include "auth/oauth/authorizations.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/http/transport.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

class AuthorizationMethods {
 public:
  struct Parts {
    auth::Authorizations& authorizations;
    auth::OAuthApps& apps;
    const connectors::Directory& directory;
    const Shards& shards;
    // One for each shard, in order.
    std::vector<http::Transport*> transports;
    // Whether the server runs for development, and addresses of vendors may be
    // replaced.
    bool allow_loopback = false;
  };

  // All that `parts` refers to outlives it.
  explicit AuthorizationMethods(Parts parts) : parts_(std::move(parts)) {}

  // The service must not outlive this.
  void AddTo(rpc::TypedService& service);

 private:
  absl::StatusOr<std::string> EnvironmentOf(
      const std::string& vendor, const std::string& environment) const;
  Async<v1::SetOAuthAppResponse> Set(rpc::Call& call,
                                     const v1::SetOAuthAppRequest& request);
  Async<v1::ListOAuthAppsResponse> List(
      rpc::Call& call, const v1::ListOAuthAppsRequest& request);
  Async<v1::DeleteOAuthAppResponse> Delete(
      rpc::Call& call, const v1::DeleteOAuthAppRequest& request);
  Async<v1::BeginAuthorizationResponse> Begin(
      rpc::Call& call, const v1::BeginAuthorizationRequest& request);
  Async<v1::CompleteAuthorizationResponse> Complete(
      rpc::Call& call, const v1::CompleteAuthorizationRequest& request);

  const Parts parts_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_AUTHORIZATION_METHODS_H_
