// How one connection gets what authenticates its requests: what its vendor's
// manifest says, with the connection's own addresses and settings filled in.
#ifndef HIREWIRE_AUTH_TOKEN_GRANT_RECIPE_H_
#define HIREWIRE_AUTH_TOKEN_GRANT_RECIPE_H_

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "auth/token/api_key_source.h"
#include "auth/token/client_credentials_options.h"

namespace hirewire::auth {

// OAuth 2.0 authorization code with refresh tokens. Everything is the
// manifest's but the app, which is the tenant's own.
struct AuthorizationCodeRecipe {
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  // The vendor's environment by its name, also where the connection leaves it
  // to the default: whose OAuth app is used.
  std::string environment;
  // Absolute. An app may replace them in development.
  std::string authorize_url;
  std::string token_url;
  // How the client names itself at the token endpoint.
  ClientCredentialsOptions::ClientAuth client_auth =
      ClientCredentialsOptions::ClientAuth::kFormBody;
  // Whether the vendor takes a code challenge (S256).
  bool pkce = false;
  // Query parameters of the authorize request besides those of RFC 6749.
  Parameters authorize_parameters;
  // Form parameters of both token requests besides those of RFC 6749.
  Parameters token_parameters;
  // Asked for where the app names none.
  std::vector<std::string> default_scopes;
  // Asked for in any case.
  std::vector<std::string> required_scopes;
  std::string scope_separator = " ";
  // The life of an access token whose answer does not tell.
  absl::Duration default_lifetime = absl::Hours(1);
  // How long the vendor keeps a refresh token that is not used, and how long
  // one lives at most. InfiniteDuration: for ever, as far as is known.
  absl::Duration refresh_idle = absl::InfiniteDuration();
  absl::Duration refresh_lifetime = absl::InfiniteDuration();
};

struct ApiKeyRecipe {
  ApiKeyPlacement placement;
};

using GrantRecipe = std::variant<ApiKeyRecipe, ClientCredentialsOptions,
                                 AuthorizationCodeRecipe>;

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_GRANT_RECIPE_H_
