// Authenticates callers by API key, JSON Web Token or client certificate.
//
//   CallerAuthenticator authenticator(registry, &verifier,
//   {"catalog.internal"});
//
// What is in the header counts: only a call without one is known by its
// certificate, and a wrong key is never made good by one.
#ifndef HIREWIRE_AUTH_INBOUND_CALLER_AUTHENTICATOR_H_
#define HIREWIRE_AUTH_INBOUND_CALLER_AUTHENTICATOR_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/inbound/authenticator.h"
#include "auth/inbound/caller.h"
#include "auth/inbound/caller_registry.h"
#include "auth/inbound/jwt_verifier.h"

namespace hirewire::auth {

class CallerAuthenticator : public Authenticator {
 public:
  // `token_callers`: names in certificates that may ask for access tokens, and
  // nothing else. `jwt` may be null: no tokens are taken. The pointees outlive
  // it.
  CallerAuthenticator(CallerRegistry& registry, const JwtVerifier* jwt,
                      std::set<std::string> token_callers);

  absl::StatusOr<Caller> Authenticate(const Presented& presented) override;

 private:
  absl::StatusOr<Caller> ByHeader(absl::string_view header);
  absl::StatusOr<Caller> ByCertificate(const std::vector<std::string>& names);

  CallerRegistry& registry_;
  const JwtVerifier* const jwt_;
  const std::set<std::string> token_callers_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_CALLER_AUTHENTICATOR_H_
