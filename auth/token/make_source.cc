#include "auth/token/make_source.h"

#include <memory>
#include <variant>

#include "absl/status/statusor.h"
#include "auth/connection/credentials.h"
#include "auth/token/api_key_source.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/client_credentials_source.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/time/clock.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {

absl::StatusOr<std::shared_ptr<CredentialSource>> MakeSource(
    const Credentials& credentials, const GrantRecipe& recipe,
    const Executor& executor, http::Transport& transport, Clock& clock,
    Random& random) {
  const auto* key = std::get_if<ApiKeyCredentials>(&credentials);
  const auto* key_recipe = std::get_if<ApiKeyRecipe>(&recipe);
  if (key != nullptr && key_recipe != nullptr) {
    return std::make_shared<ApiKeySource>(key->api_key, key_recipe->placement);
  }
  const auto* client = std::get_if<ClientCredentials>(&credentials);
  const auto* options = std::get_if<ClientCredentialsOptions>(&recipe);
  if (client != nullptr && options != nullptr) {
    return std::make_shared<ClientCredentialsSource>(
        *client, *options, executor, transport, clock, random);
  }
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "credential")
      .Message("the vendor takes no credentials of this kind");
}

}  // namespace hirewire::auth
