#include "auth/token/code_requests.h"

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/client_auth.h"
#include "auth/token/grant_recipe.h"
#include "base/http/transport.h"
#include "base/http/url.h"

namespace hirewire::auth {
namespace {

std::string Text(const Secret& secret) {
  return std::string(RevealSecret(secret));
}

http::Request Build(const AuthorizationCodeRecipe& recipe, const OAuthApp& app,
                    http::QueryParams form, absl::Time deadline) {
  form.insert(form.end(), recipe.token_parameters.begin(),
              recipe.token_parameters.end());
  return BuildFormRequest(
      app.token_url.empty() ? recipe.token_url : app.token_url,
      recipe.client_auth, app.client_id, app.client_secret, std::move(form),
      deadline);
}

}  // namespace

http::Request BuildCodeRequest(const AuthorizationCodeRecipe& recipe,
                               const OAuthApp& app, const Secret& code,
                               const std::string& redirect_uri,
                               const Secret& verifier, absl::Time deadline) {
  http::QueryParams form = {{"grant_type", "authorization_code"},
                            {"code", Text(code)},
                            {"redirect_uri", redirect_uri}};
  if (!verifier.empty()) form.emplace_back("code_verifier", Text(verifier));
  return Build(recipe, app, std::move(form), deadline);
}

http::Request BuildRefreshRequest(const AuthorizationCodeRecipe& recipe,
                                  const OAuthApp& app,
                                  const Secret& refresh_token,
                                  absl::Time deadline) {
  return Build(
      recipe, app,
      {{"grant_type", "refresh_token"}, {"refresh_token", Text(refresh_token)}},
      deadline);
}

}  // namespace hirewire::auth
