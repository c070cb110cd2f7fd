#include "connectors/engine/endpoints.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"

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

bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// Puts `url` in the place of `target` where it is set.
absl::Status Override(const std::string& url, absl::string_view field,
                      bool allow_loopback, std::string& target) {
  if (url.empty()) return absl::OkStatus();
  if (!allow_loopback) {
    return Invalid(field, "only a development server takes it");
  }
  const auto parsed = http::Url::Parse(url);
  if (!parsed.ok()) return Invalid(field, "is not a URL");
  if (!IsLoopback(parsed->host())) {
    return Invalid(field, "must name a loopback host");
  }
  target = parsed->ToString();
  return absl::OkStatus();
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
  Endpoints found{environment->base_url(), environment->token_url()};
  HW_RETURN_IF_ERROR(Override(connection.base_url, "base_url", allow_loopback,
                              found.base_url));
  HW_RETURN_IF_ERROR(Override(connection.token_url, "token_url", allow_loopback,
                              found.token_url));
  return found;
}

}  // namespace hirewire::engine
