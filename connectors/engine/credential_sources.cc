#include "connectors/engine/credential_sources.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "auth/token/api_key_source.h"
#include "auth/token/client_credentials_source.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

using connector::v1::ApiKey;
using connector::v1::Auth;
using connector::v1::Manifest;
using SourcePtr = std::unique_ptr<auth::CredentialSource>;

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

auth::ClientCredentialsOptions OptionsOf(
    const connector::v1::ClientCredentials& spec,
    const auth::Connection& connection, const std::string& token_url) {
  using ClientAuth = auth::ClientCredentialsOptions::ClientAuth;
  auth::ClientCredentialsOptions options;
  options.token_url = token_url;
  options.vendor = connection.vendor;
  options.connection = connection.id;
  options.client_auth =
      spec.client_auth() == connector::v1::ClientCredentials::CLIENT_AUTH_FORM
          ? ClientAuth::kFormBody
          : ClientAuth::kBasicHeader;
  if (spec.default_lifetime_seconds() != 0) {
    options.default_lifetime = absl::Seconds(spec.default_lifetime_seconds());
  }
  for (const auto& parameter : spec.parameters()) {
    options.parameters.emplace_back(parameter.name(), parameter.value());
  }
  return options;
}

}  // namespace

const Auth* FindAuth(const Manifest& manifest, auth::AuthKind kind) {
  for (const Auth& auth : manifest.auth()) {
    const bool fits = kind == auth::AuthKind::kApiKey
                          ? auth.has_api_key()
                          : auth.has_client_credentials();
    if (fits) return &auth;
  }
  return nullptr;
}

absl::StatusOr<SourcePtr> MakeCredentialSource(
    const Manifest& manifest, const auth::Connection& connection,
    const auth::Credentials& credentials, const std::string& token_url,
    const Executor& executor, http::Transport& transport, Clock& clock) {
  const Auth* spec = FindAuth(manifest, auth::KindOf(credentials));
  if (spec == nullptr) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("vendor", manifest.vendor())
        .With("field", "credential")
        .Message(absl::StrCat(manifest.display_name(),
                              " takes no credentials of this kind"));
  }
  if (const auto* key = std::get_if<auth::ApiKeyCredentials>(&credentials)) {
    return std::make_unique<auth::ApiKeySource>(key->api_key,
                                                PlacementOf(spec->api_key()));
  }
  return std::make_unique<auth::ClientCredentialsSource>(
      std::get<auth::ClientCredentials>(credentials),
      OptionsOf(spec->client_credentials(), connection, token_url), executor,
      transport, clock);
}

}  // namespace hirewire::engine
