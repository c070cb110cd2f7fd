#include "auth/token/local_sources.h"

#include <memory>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/authorization_code_source.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/make_source.h"
#include "base/status/macros.h"

namespace hirewire::auth {

using SourcePtr = std::shared_ptr<CredentialSource>;

absl::StatusOr<SourcePtr> LocalSources::For(const Connection& connection,
                                            const GrantRecipe& recipe) {
  Slot& slot = slots_[absl::StrCat(connection.tenant, "/", connection.id)];
  // The time tells a connection from one of the same id that was deleted.
  if (slot.source != nullptr && slot.create_time == connection.create_time &&
      slot.credential_version == connection.credential_version) {
    return slot.source;
  }
  HW_ASSIGN_OR_RETURN(slot.source, Make(connection, recipe));
  slot.create_time = connection.create_time;
  slot.credential_version = connection.credential_version;
  return slot.source;
}

absl::StatusOr<SourcePtr> LocalSources::Make(const Connection& connection,
                                             const GrantRecipe& recipe) {
  if (const auto* code = std::get_if<AuthorizationCodeRecipe>(&recipe)) {
    return std::make_shared<AuthorizationCodeSource>(parts_, connection, *code,
                                                     executor_);
  }
  HW_ASSIGN_OR_RETURN(const Credentials credentials,
                      registry_.OpenCredentials(connection));
  return Trial(connection, credentials, recipe);
}

absl::StatusOr<SourcePtr> LocalSources::Trial(const Connection&,
                                              const Credentials& credentials,
                                              const GrantRecipe& recipe) {
  return MakeSource(credentials, recipe, executor_, parts_.transport,
                    parts_.clock, parts_.random);
}

}  // namespace hirewire::auth
