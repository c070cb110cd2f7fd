// Credential sources of a process that holds no keys: each asks TokenService in
// the process that does.
//
//   TokenClient client(channel, clock);
//   RemoteSources sources(client, shards.At(0), clock, random);
#ifndef HIREWIRE_SERVICES_TOKEN_REMOTE_SOURCES_H_
#define HIREWIRE_SERVICES_TOKEN_REMOTE_SOURCES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "auth/token/credential_sources.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "services/token/token_client.h"

namespace hirewire::token_service {

class RemoteSources : public auth::CredentialSources {
 public:
  // All but the executor outlive the sources.
  RemoteSources(TokenClient& client, const Executor& executor, Clock& clock,
                Random& random)
      : client_(client), executor_(executor), clock_(clock), random_(random) {}

  absl::StatusOr<std::shared_ptr<auth::CredentialSource>> For(
      const auth::Connection& connection,
      const auth::GrantRecipe& recipe) override;

  // OPERATION_UNSUPPORTED: credentials that are tried never come here.
  absl::StatusOr<std::shared_ptr<auth::CredentialSource>> Trial(
      const auth::Connection& connection, const auth::Credentials& credentials,
      const auth::GrantRecipe& recipe) override;

 private:
  struct Slot {
    int64_t credential_version = 0;
    absl::Time create_time;
    std::shared_ptr<auth::CredentialSource> source;
  };

  TokenClient& client_;
  const Executor executor_;
  Clock& clock_;
  Random& random_;
  std::map<std::string, Slot> slots_;
};

}  // namespace hirewire::token_service

#endif  // HIREWIRE_SERVICES_TOKEN_REMOTE_SOURCES_H_
