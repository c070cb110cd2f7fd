#include "services/server/inbound_rules.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "services/server/listen_address.h"

namespace hirewire::server {

namespace {

absl::Status Wrong(absl::string_view sentence) {
  return absl::InvalidArgumentError(sentence);
}

absl::Status CheckReach(const Config& config, bool loopback) {
  if (loopback) return absl::OkStatus();
  if (config.auth == kAuthRequired && !config.tls_cert.empty()) {
    return absl::OkStatus();
  }
  return Wrong(absl::StrCat(
      "listen: \"", config.listen,
      "\" can be reached from other hosts: that takes auth: \"required\" and "
      "tls_cert and tls_key; or listen on 127.0.0.1, [::1] or localhost"));
}

absl::Status CheckTls(const Config& config) {
  if (config.tls_cert.empty() != config.tls_key.empty()) {
    return Wrong("tls_cert and tls_key go together: one of them is missing");
  }
  if (config.tls_client_ca.empty()) {
    if (config.token_callers.empty()) return absl::OkStatus();
    return Wrong(
        "token_callers are known by their certificates: tls_client_ca is "
        "missing");
  }
  if (config.tls_cert.empty()) {
    return Wrong("tls_client_ca takes TLS: tls_cert and tls_key are missing");
  }
  return absl::OkStatus();
}

absl::Status CheckJwt(const Config& config) {
  const bool any = !config.jwt_issuer.empty() || !config.jwt_audience.empty() ||
                   !config.jwt_jwks.empty();
  if (!any) return absl::OkStatus();
  if (config.jwt_issuer.empty() || config.jwt_audience.empty() ||
      config.jwt_jwks.empty()) {
    return Wrong(
        "jwt_issuer, jwt_audience and jwt_jwks go together: one of them is "
        "missing");
  }
  if (config.jwt_tenant_claim.empty() || config.jwt_roles_claim.empty()) {
    return Wrong("jwt_tenant_claim and jwt_roles_claim must not be empty");
  }
  if (absl::StrContains(config.jwt_jwks, "://") &&
      !absl::StartsWith(config.jwt_jwks, "https://")) {
    return Wrong("jwt_jwks must be an https address or the path of a file");
  }
  return absl::OkStatus();
}

// What says who callers are has no effect where they are not asked.
absl::Status CheckOpen(const Config& config) {
  if (config.auth == kAuthRequired) return absl::OkStatus();
  if (config.jwt_issuer.empty() && config.tls_client_ca.empty()) {
    return absl::OkStatus();
  }
  return Wrong(
      "jwt_issuer and tls_client_ca say how callers prove who they are, and "
      "nobody asks them: set auth to \"required\"");
}

}  // namespace

absl::Status ApplyInboundRules(Config& config) {
  HW_ASSIGN_OR_RETURN(const bool loopback, IsLoopback(config.listen));
  if (config.auth.empty() && loopback) config.auth = kAuthOpen;
  if (!config.auth.empty() && config.auth != kAuthOpen &&
      config.auth != kAuthRequired) {
    return Wrong("auth must be \"open\" or \"required\"");
  }
  HW_RETURN_IF_ERROR(CheckReach(config, loopback));
  HW_RETURN_IF_ERROR(CheckTls(config));
  HW_RETURN_IF_ERROR(CheckJwt(config));
  return CheckOpen(config);
}

}  // namespace hirewire::server
