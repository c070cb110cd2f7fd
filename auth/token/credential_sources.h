// Where the credential sources of connections come from: made here, or asked of
// the process that holds the keys.
//
//   HW_ASSIGN_OR_RETURN(auto source, sources.For(connection, recipe));
//   HW_CO_ASSIGN_OR_RETURN(Credential c, co_await source->Get(deadline));
#ifndef HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCES_H_
#define HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCES_H_

#include <memory>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"

namespace hirewire::auth {

// The sources of one shard. Used only on that shard's executor.
class CredentialSources {
 public:
  virtual ~CredentialSources() = default;

  // The one source of `connection`: the same object as long as the connection
  // has the same credential, whoever asks. SEAL_BROKEN, OAUTH_APP_MISSING.
  virtual absl::StatusOr<std::shared_ptr<CredentialSource>> For(
      const Connection& connection, const GrantRecipe& recipe) = 0;

  // A source of credentials that are not kept (yet), to try them. Not for
  // AuthorizationCode. OPERATION_UNSUPPORTED where the keys are elsewhere.
  virtual absl::StatusOr<std::shared_ptr<CredentialSource>> Trial(
      const Connection& connection, const Credentials& credentials,
      const GrantRecipe& recipe) = 0;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCES_H_
