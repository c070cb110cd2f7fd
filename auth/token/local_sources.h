// The credential sources of the process that holds the keys.
#ifndef HIREWIRE_AUTH_TOKEN_LOCAL_SOURCES_H_
#define HIREWIRE_AUTH_TOKEN_LOCAL_SOURCES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/token/credential_source.h"
#include "auth/token/credential_sources.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_refresh.h"
#include "base/async/async.h"

namespace hirewire::auth {

class LocalSources : public CredentialSources {
 public:
  // `executor` is the shard's, the transport in `parts` its own. All that they
  // refer to outlives the sources.
  LocalSources(const ConnectionRegistry& registry, const Executor& executor,
               const RefreshParts& parts)
      : registry_(registry), executor_(executor), parts_(parts) {}

  // A source is made anew when the credential changes: a connection whose state
  // or labels change keeps its tokens. So it also keeps the recipe that it
  // began with, until the credential changes or the server starts again.
  absl::StatusOr<std::shared_ptr<CredentialSource>> For(
      const Connection& connection, const GrantRecipe& recipe) override;
  absl::StatusOr<std::shared_ptr<CredentialSource>> Trial(
      const Connection& connection, const Credentials& credentials,
      const GrantRecipe& recipe) override;

 private:
  absl::StatusOr<std::shared_ptr<CredentialSource>> Make(
      const Connection& connection, const GrantRecipe& recipe);

  struct Slot {
    int64_t credential_version = 0;
    absl::Time create_time;
    std::shared_ptr<CredentialSource> source;
  };

  const ConnectionRegistry& registry_;
  const Executor executor_;
  const RefreshParts parts_;
  std::map<std::string, Slot> slots_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_LOCAL_SOURCES_H_
