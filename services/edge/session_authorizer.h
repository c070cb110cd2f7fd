// Authorizer by the tenant's OAuth apps.
//
//   SessionAuthorizer authorizer(authorizations, apps, shards, transports);
#ifndef HIREWIRE_SERVICES_EDGE_SESSION_AUTHORIZER_H_
#define HIREWIRE_SERVICES_EDGE_SESSION_AUTHORIZER_H_

#include <string>
#include <vector>

#include "auth/app/oauth_apps.h"
#include "auth/oauth/authorizations.h"
#include "base/async/shards.h"
#include "base/http/transport.h"
#include "services/edge/authorizer.h"

namespace hirewire::edge {

class SessionAuthorizer : public Authorizer {
 public:
  // `transports` has one for each shard, in order. All outlive it.
  SessionAuthorizer(auth::Authorizations& authorizations,
                    const auth::OAuthApps& apps, const Shards& shards,
                    std::vector<http::Transport*> transports);

  bool Offers(absl::string_view tenant, absl::string_view vendor) override;
  absl::StatusOr<std::string> Begin(const auth::ConnectSession& session,
                                    const Wish& wish) override;
  Async<auth::Connection> Complete(const auth::ConnectSession& session,
                                   Answer answer) override;

 private:
  auth::Authorizations& authorizations_;
  const auth::OAuthApps& apps_;
  const Shards& shards_;
  const std::vector<http::Transport*> transports_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_SESSION_AUTHORIZER_H_
