// hirewire.v1.TokenService: what authenticates a connection's next request, for
// processes that hold no keys.
#ifndef HIREWIRE_SERVICES_TOKEN_TOKEN_SERVICE_H_
#define HIREWIRE_SERVICES_TOKEN_TOKEN_SERVICE_H_

#include <utility>
#include <vector>

#include "auth/connection/registry.h"
#include "auth/token/credential_sources.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/time/clock.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/token_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::token_service {

class TokenService : public rpc::TypedService {
 public:
  struct Parts {
    const auth::ConnectionRegistry& registry;
    const connectors::Directory& directory;
    const Shards& shards;
    // One for each shard, in order.
    std::vector<auth::CredentialSources*> sources;
    Clock& clock;
    bool allow_loopback = false;
  };

  // All that `parts` refers to outlives it.
  explicit TokenService(Parts parts);

 private:
  Async<v1::GetAccessTokenResponse> Get(
      rpc::Call& call, const v1::GetAccessTokenRequest& request);

  const Parts parts_;
};

}  // namespace hirewire::token_service

#endif  // HIREWIRE_SERVICES_TOKEN_TOKEN_SERVICE_H_
