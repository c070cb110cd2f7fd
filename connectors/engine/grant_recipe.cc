#include "connectors/engine/grant_recipe.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "auth/token/api_key_source.h"
#include "auth/token/client_credentials_options.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

using connector::v1::ApiKey;
using connector::v1::Auth;
using connector::v1::Manifest;
using ClientAuth = auth::ClientCredentialsOptions::ClientAuth;
using Parameters = auth::AuthorizationCodeRecipe::Parameters;

auth::ApiKeyPlacement PlacementOf(const ApiKey& spec) {
  using Kind = auth::ApiKeyPlacement::Kind;
  switch (spec.placement()) {
    case ApiKey::PLACEMENT_BEARER:
      return {.kind = Kind::kBearer};
    case ApiKey::PLACEMENT_HEADER:
      return {.kind = Kind::kHeader,
              .header_name = spec.header(),
              .prefix = spec.prefix()};
    default:
      return {.kind = Kind::kBasicUser};
  }
}

ClientAuth ClientAuthOf(connector::v1::ClientCredentials::ClientAuth spec,
                        ClientAuth otherwise) {
  switch (spec) {
    case connector::v1::ClientCredentials::CLIENT_AUTH_FORM:
      return ClientAuth::kFormBody;
    case connector::v1::ClientCredentials::CLIENT_AUTH_BASIC:
      return ClientAuth::kBasicHeader;
    default:
      return otherwise;
  }
}

absl::Duration SecondsOr(uint32_t seconds, absl::Duration otherwise) {
  return seconds == 0 ? otherwise : absl::Seconds(seconds);
}

template <typename Specs>
Parameters ParametersOf(const Specs& specs) {
  Parameters parameters;
  for (const auto& spec : specs) {
    parameters.emplace_back(spec.name(), spec.value());
  }
  return parameters;
}

auth::ClientCredentialsOptions RecipeOf(
    const connector::v1::ClientCredentials& spec,
    const auth::Connection& connection, const Endpoints& endpoints) {
  auth::ClientCredentialsOptions options;
  options.token_url = endpoints.token_url;
  options.vendor = connection.vendor;
  options.connection = connection.id;
  options.client_auth =
      ClientAuthOf(spec.client_auth(), ClientAuth::kBasicHeader);
  options.default_lifetime =
      SecondsOr(spec.default_lifetime_seconds(), options.default_lifetime);
  options.parameters = ParametersOf(spec.parameters());
  return options;
}

// With the environment's address where a value asks for it.
template <typename Specs>
Parameters Filled(const Specs& specs, const Endpoints& endpoints) {
  Parameters parameters = ParametersOf(specs);
  for (auto& [name, value] : parameters) {
    value =
        absl::StrReplaceAll(value, {{"{base_url}", endpoints.environment_url}});
  }
  return parameters;
}

auth::AuthorizationCodeRecipe RecipeOf(
    const connector::v1::AuthorizationCode& spec, const Endpoints& endpoints) {
  auth::AuthorizationCodeRecipe recipe;
  recipe.environment = endpoints.environment;
  recipe.authorize_url = endpoints.authorize_url;
  recipe.token_url = endpoints.token_url;
  recipe.client_auth = ClientAuthOf(spec.client_auth(), recipe.client_auth);
  recipe.pkce = spec.pkce() == connector::v1::AuthorizationCode::PKCE_S256;
  recipe.authorize_parameters = Filled(spec.authorize_parameters(), endpoints);
  recipe.token_parameters = Filled(spec.token_parameters(), endpoints);
  recipe.default_scopes = {spec.default_scopes().begin(),
                           spec.default_scopes().end()};
  recipe.required_scopes = {spec.required_scopes().begin(),
                            spec.required_scopes().end()};
  if (!spec.scope_separator().empty()) {
    recipe.scope_separator = spec.scope_separator();
  }
  recipe.default_lifetime =
      SecondsOr(spec.default_lifetime_seconds(), recipe.default_lifetime);
  recipe.refresh_idle =
      SecondsOr(spec.refresh_idle_seconds(), recipe.refresh_idle);
  recipe.refresh_lifetime =
      SecondsOr(spec.refresh_lifetime_seconds(), recipe.refresh_lifetime);
  return recipe;
}

Auth::KindCase CaseOf(auth::AuthKind kind) {
  switch (kind) {
    case auth::AuthKind::kApiKey:
      return Auth::kApiKey;
    case auth::AuthKind::kClientCredentials:
      return Auth::kClientCredentials;
    case auth::AuthKind::kAuthorizationCode:
      return Auth::kAuthorizationCode;
  }
  return Auth::KIND_NOT_SET;
}

}  // namespace

const Auth* FindAuth(const Manifest& manifest, auth::AuthKind kind) {
  for (const Auth& auth : manifest.auth()) {
    if (auth.kind_case() == CaseOf(kind)) return &auth;
  }
  return nullptr;
}

absl::StatusOr<auth::GrantRecipe> MakeRecipe(const Manifest& manifest,
                                             const auth::Connection& connection,
                                             const Endpoints& endpoints) {
  const Auth* spec = FindAuth(manifest, connection.auth_kind);
  if (spec == nullptr) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("vendor", manifest.vendor())
        .With("field", "credential")
        .Message(absl::StrCat(manifest.display_name(),
                              " takes no credentials of this kind"));
  }
  if (spec->has_api_key()) {
    return auth::ApiKeyRecipe{PlacementOf(spec->api_key())};
  }
  if (spec->has_client_credentials()) {
    return RecipeOf(spec->client_credentials(), connection, endpoints);
  }
  return RecipeOf(spec->authorization_code(), endpoints);
}

}  // namespace hirewire::engine
