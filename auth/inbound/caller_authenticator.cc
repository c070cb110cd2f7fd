#include "auth/inbound/caller_authenticator.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "auth/inbound/api_key.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::auth {
namespace {

// More names of a certificate are not looked up.
constexpr size_t kMostNames = 16;
constexpr absl::string_view kScheme = "Bearer ";

// The same whatever was wrong.
absl::Status Unknown() {
  return Error(v1::ERROR_REASON_UNAUTHENTICATED_CALLER)
      .Message(
          "this server does not know who calls: send a valid key or token as "
          "`authorization: Bearer ...`, or show a client certificate that it "
          "knows");
}

}  // namespace

CallerAuthenticator::CallerAuthenticator(CallerRegistry& registry,
                                         const JwtVerifier* jwt,
                                         std::set<std::string> token_callers)
    : registry_(registry),
      jwt_(jwt),
      token_callers_(std::move(token_callers)) {}

absl::StatusOr<Caller> CallerAuthenticator::Authenticate(
    const Presented& presented) {
  if (presented.authorization.empty()) {
    return ByCertificate(presented.certificate_names);
  }
  // Of two, proxies and servers may look at different ones.
  if (presented.authorization.size() > 1) return Unknown();
  return ByHeader(presented.authorization.front());
}

absl::StatusOr<Caller> CallerAuthenticator::ByHeader(absl::string_view header) {
  if (!absl::StartsWithIgnoreCase(header, kScheme)) return Unknown();
  const absl::string_view token =
      absl::StripAsciiWhitespace(header.substr(kScheme.size()));
  if (IsApiKey(token)) {
    HW_ASSIGN_OR_RETURN(std::optional<Caller> caller,
                        registry_.FindByKey(token));
    if (!caller) return Unknown();
    return *std::move(caller);
  }
  if (jwt_ == nullptr) return Unknown();
  absl::StatusOr<Caller> caller = jwt_->Verify(token);
  if (!caller.ok()) return Unknown();
  return caller;
}

absl::StatusOr<Caller> CallerAuthenticator::ByCertificate(
    const std::vector<std::string>& names) {
  const size_t count = std::min(names.size(), kMostNames);
  for (size_t i = 0; i < count; ++i) {
    if (token_callers_.count(names[i]) > 0) {
      return Caller{names[i], "", {v1::CALLER_ROLE_TOKENS}};
    }
    HW_ASSIGN_OR_RETURN(std::optional<Caller> caller,
                        registry_.FindByCertificate(names[i]));
    if (caller) return *std::move(caller);
  }
  return Unknown();
}

}  // namespace hirewire::auth
