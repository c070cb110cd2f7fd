// The address at the vendor that a customer is sent to.
#ifndef HIREWIRE_AUTH_OAUTH_AUTHORIZE_URL_H_
#define HIREWIRE_AUTH_OAUTH_AUTHORIZE_URL_H_

#include <string>

#include "auth/app/oauth_apps.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"

namespace hirewire::auth {

struct AuthorizeParameters {
  std::string redirect_uri;
  std::string state;
  // Empty for none.
  std::string code_challenge;
};

// The S256 challenge of a verifier (RFC 7636, 4.2); empty for an empty one.
std::string CodeChallenge(const Secret& verifier);

// `recipe`'s address, or the app's where that has one.
std::string AuthorizeUrl(const AuthorizationCodeRecipe& recipe,
                         const OAuthApp& app,
                         const AuthorizeParameters& parameters);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_OAUTH_AUTHORIZE_URL_H_
