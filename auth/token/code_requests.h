// The token requests of authorization code connections (RFC 6749, 4.1.3 and 6).
#ifndef HIREWIRE_AUTH_TOKEN_CODE_REQUESTS_H_
#define HIREWIRE_AUTH_TOKEN_CODE_REQUESTS_H_

#include <string>

#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "base/http/transport.h"

namespace hirewire::auth {

// Exchanges a code. `verifier` may be empty.
http::Request BuildCodeRequest(const AuthorizationCodeRecipe& recipe,
                               const OAuthApp& app, const Secret& code,
                               const std::string& redirect_uri,
                               const Secret& verifier, absl::Time deadline);

// Renews a pair.
http::Request BuildRefreshRequest(const AuthorizationCodeRecipe& recipe,
                                  const OAuthApp& app,
                                  const Secret& refresh_token,
                                  absl::Time deadline);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CODE_REQUESTS_H_
