#include "connectors/engine/endpoints.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/settings.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {
namespace {

absl::Status Invalid(absl::string_view field, absl::string_view message) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, ": ", message));
}

const connector::v1::Environment* FindEnvironment(
    const connector::v1::Manifest& manifest, const std::string& name) {
  if (name.empty()) return &manifest.environments(0);
  for (const auto& environment : manifest.environments()) {
    if (environment.name() == name) return &environment;
  }
  return nullptr;
}

// An environment's URL with the connection's settings in it.
absl::StatusOr<std::string> Fill(const connector::v1::Manifest& manifest,
                                 const std::string& url,
                                 const auth::Connection& connection) {
  HW_ASSIGN_OR_RETURN(const UriTemplate made,
                      UriTemplate::Compile(url, SettingNames(manifest)));
  const Variables values(connection.settings.begin(),
                         connection.settings.end());
  auto filled = made.Expand(values, UriTemplate::kVerbatim);
  if (filled) return *std::move(filled);
  for (const auto& setting : manifest.settings()) {
    if (connection.settings.count(setting.name()) != 0) continue;
    return Invalid(absl::StrCat("settings.", setting.name()),
                   absl::StrCat("is missing: ", setting.label(), ", such as ",
                                setting.example()));
  }
  return Invalid("settings", "are missing");
}

// A URL that a connection names itself.
absl::StatusOr<std::string> Named(const std::string& url,
                                  absl::string_view field,
                                  bool allow_loopback) {
  if (!allow_loopback) {
    return Invalid(field, "only a development server takes it");
  }
  const auto parsed = http::Url::Parse(url);
  if (!parsed.ok()) return Invalid(field, "is not a URL");
  if (!parsed->IsLoopback()) {
    return Invalid(field, "must name a loopback host");
  }
  return parsed->ToString();
}

}  // namespace

absl::StatusOr<Endpoints> FindEndpoints(const connector::v1::Manifest& manifest,
                                        const auth::Connection& connection,
                                        bool allow_loopback) {
  const auto* environment = FindEnvironment(manifest, connection.environment);
  if (environment == nullptr) {
    return Invalid("environment",
                   absl::StrCat(manifest.display_name(), " has no environment ",
                                connection.environment));
  }
  HW_RETURN_IF_ERROR(CheckSettingValues(manifest, connection.settings));
  const auto url_of = [&](const std::string& named, absl::string_view field,
                          const std::string& url) {
    return named.empty() ? Fill(manifest, url, connection)
                         : Named(named, field, allow_loopback);
  };
  Endpoints found;
  found.environment = environment->name();
  if (connection.base_url.empty() || manifest.settings().empty()) {
    HW_ASSIGN_OR_RETURN(found.environment_url,
                        Fill(manifest, environment->base_url(), connection));
  }
  HW_ASSIGN_OR_RETURN(found.base_url, url_of(connection.base_url, "base_url",
                                             environment->base_url()));
  HW_ASSIGN_OR_RETURN(found.token_url, url_of(connection.token_url, "token_url",
                                              environment->token_url()));
  HW_ASSIGN_OR_RETURN(found.authorize_url,
                      Fill(manifest, environment->authorize_url(), connection));
  return found;
}

}  // namespace hirewire::engine
