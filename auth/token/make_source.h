// A credential source from credentials and the recipe for them.
//
//   auto source = MakeSource(credentials, recipe, executor, transport, clock,
//                            random);
#ifndef HIREWIRE_AUTH_TOKEN_MAKE_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_MAKE_SOURCE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// For keys and client credentials; they need nothing but what is given here.
// ARGUMENT_INVALID where the recipe is for another kind, or for an
// authorization code. The references outlive the result.
absl::StatusOr<std::shared_ptr<CredentialSource>> MakeSource(
    const Credentials& credentials, const GrantRecipe& recipe,
    const Executor& executor, http::Transport& transport, Clock& clock,
    Random& random);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_MAKE_SOURCE_H_
