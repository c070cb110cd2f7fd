#include "auth/oauth/authorize_url.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "auth/app/oauth_apps.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "base/crypto/digest.h"
#include "base/http/url.h"

namespace hirewire::auth {
namespace {

// What is asked for: what the vendor needs in any case first.
std::vector<std::string> ScopesOf(const AuthorizationCodeRecipe& recipe,
                                  const OAuthApp& app) {
  std::vector<std::string> scopes = recipe.required_scopes;
  const auto& wanted = app.scopes.empty() ? recipe.default_scopes : app.scopes;
  for (const std::string& scope : wanted) {
    if (!absl::c_linear_search(scopes, scope)) scopes.push_back(scope);
  }
  return scopes;
}

}  // namespace

std::string CodeChallenge(const Secret& verifier) {
  return verifier.empty() ? std::string()
                          : absl::WebSafeBase64Escape(
                                crypto::Sha256(RevealSecret(verifier)));
}

std::string AuthorizeUrl(const AuthorizationCodeRecipe& recipe,
                         const OAuthApp& app,
                         const AuthorizeParameters& parameters) {
  http::QueryParams query = {{"response_type", "code"},
                             {"client_id", app.client_id},
                             {"redirect_uri", parameters.redirect_uri},
                             {"state", parameters.state}};
  const std::vector<std::string> scopes = ScopesOf(recipe, app);
  if (!scopes.empty()) {
    query.emplace_back("scope", absl::StrJoin(scopes, recipe.scope_separator));
  }
  if (!parameters.code_challenge.empty()) {
    query.emplace_back("code_challenge", parameters.code_challenge);
    query.emplace_back("code_challenge_method", "S256");
  }
  query.insert(query.end(), recipe.authorize_parameters.begin(),
               recipe.authorize_parameters.end());
  const std::string& url =
      app.authorize_url.empty() ? recipe.authorize_url : app.authorize_url;
  return absl::StrCat(url, absl::StrContains(url, '?') ? "&" : "?",
                      http::BuildQuery(query));
}

}  // namespace hirewire::auth
