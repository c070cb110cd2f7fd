// How a connection gets what authenticates its requests, as its vendor's
// manifest says.
#ifndef HIREWIRE_CONNECTORS_ENGINE_GRANT_RECIPE_H_
#define HIREWIRE_CONNECTORS_ENGINE_GRANT_RECIPE_H_

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/token/grant_recipe.h"
#include "connectors/engine/endpoints.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// What in a manifest takes credentials of this kind; null for none.
const connector::v1::Auth* FindAuth(const connector::v1::Manifest& manifest,
                                    auth::AuthKind kind);

// ARGUMENT_INVALID where the vendor takes no credentials of the connection's
// kind.
absl::StatusOr<auth::GrantRecipe> MakeRecipe(
    const connector::v1::Manifest& manifest, const auth::Connection& connection,
    const Endpoints& endpoints);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_GRANT_RECIPE_H_
