#include "connectors/engine/check_auth.h"

#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/expr/pattern.h"
#include "base/status/macros.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {
namespace {

using connector::v1::ApiKey;
using connector::v1::Auth;
using connector::v1::AuthorizationCode;
using connector::v1::ClientCredentials;
using connector::v1::Environment;
using connector::v1::Manifest;

absl::Status CheckApiKey(const ApiKey& key, const Place& place) {
  if (key.placement() == ApiKey::PLACEMENT_UNSPECIFIED) {
    return place.Error("placement", "is missing");
  }
  if (key.placement() == ApiKey::PLACEMENT_HEADER && key.header().empty()) {
    return place.Error("header", "is missing");
  }
  const absl::Status pattern = expr::CheckPattern(key.pattern());
  if (!pattern.ok()) return place.Error("pattern", pattern.message());
  if (key.prefix().empty()) return absl::OkStatus();
  if (key.placement() != ApiKey::PLACEMENT_HEADER) {
    return place.Error("prefix", "needs PLACEMENT_HEADER");
  }
  if (!absl::c_all_of(key.prefix(), absl::ascii_isprint)) {
    return place.Error("prefix", "must be printable ASCII");
  }
  return absl::OkStatus();
}

absl::Status CheckClientCredentials(const Manifest& manifest,
                                    const ClientCredentials& client,
                                    const Place& place) {
  for (const Environment& environment : manifest.environments()) {
    if (environment.token_url().empty()) {
      return place.Error("", absl::StrCat("environment ", environment.name(),
                                          " has no token_url"));
    }
  }
  for (int i = 0; i < client.parameters_size(); ++i) {
    const auto& parameter = client.parameters(i);
    const auto value = UriTemplate::Compile(parameter.value(), {"acting_user"});
    if (value.ok()) continue;
    return place.At("parameters", i).Error("value", value.status().message());
  }
  return absl::OkStatus();
}

// What RFC 6749 and RFC 7636 name is ours to fill.
absl::Status CheckParameters(
    const google::protobuf::RepeatedPtrField<connector::v1::Parameter>& all,
    absl::string_view field, const Place& place) {
  static constexpr absl::string_view kOurs[] = {
      "response_type",  "client_id",  "client_secret", "redirect_uri",
      "scope",          "state",      "code",          "code_verifier",
      "code_challenge", "grant_type", "refresh_token", "code_challenge_method"};
  for (int i = 0; i < all.size(); ++i) {
    const Place here = place.At(field, i);
    if (all[i].name().empty()) return here.Error("name", "is missing");
    if (all[i].value().empty()) return here.Error("value", "is missing");
    const auto value = UriTemplate::Compile(all[i].value(), {"base_url"});
    if (!value.ok()) return here.Error("value", value.status().message());
    if (absl::c_linear_search(kOurs, all[i].name())) {
      return here.Error("name", "is filled in anyway");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAuthorizationCode(const Manifest& manifest,
                                    const AuthorizationCode& code,
                                    const Place& place) {
  for (const Environment& environment : manifest.environments()) {
    if (environment.authorize_url().empty() ||
        environment.token_url().empty()) {
      return place.Error("",
                         absl::StrCat("environment ", environment.name(),
                                      " has no authorize_url or no token_url"));
    }
  }
  HW_RETURN_IF_ERROR(CheckParameters(code.authorize_parameters(),
                                     "authorize_parameters", place));
  HW_RETURN_IF_ERROR(
      CheckParameters(code.token_parameters(), "token_parameters", place));
  for (const auto* scopes : {&code.default_scopes(), &code.required_scopes()}) {
    for (const std::string& scope : *scopes) {
      if (!scope.empty() && absl::c_all_of(scope, absl::ascii_isgraph))
        continue;
      return place.Error(
          "default_scopes",
          "and required_scopes are printable and without blanks");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckOne(const Manifest& manifest, const Auth& auth,
                      const Place& place) {
  if (!auth.help_url().empty() &&
      !absl::StartsWith(auth.help_url(), "https://")) {
    return place.Error("help_url", "must be https");
  }
  switch (auth.kind_case()) {
    case Auth::kApiKey:
      return CheckApiKey(auth.api_key(), place.At("api_key"));
    case Auth::kClientCredentials:
      return CheckClientCredentials(manifest, auth.client_credentials(),
                                    place.At("client_credentials"));
    case Auth::kAuthorizationCode:
      return CheckAuthorizationCode(manifest, auth.authorization_code(),
                                    place.At("authorization_code"));
    case Auth::KIND_NOT_SET:
      break;
  }
  return place.Error("", "one kind of authentication is needed");
}

}  // namespace

absl::Status CheckAuth(const Manifest& manifest, const Place& root) {
  std::set<Auth::KindCase> kinds;
  for (int i = 0; i < manifest.auth_size(); ++i) {
    const Place place = root.At("auth", i);
    HW_RETURN_IF_ERROR(CheckOne(manifest, manifest.auth(i), place));
    if (!kinds.insert(manifest.auth(i).kind_case()).second) {
      return place.Error("", "stands twice: there is one of each kind");
    }
  }
  return absl::OkStatus();
}

}  // namespace hirewire::engine
