// JSON Web Tokens of one trusted issuer (RFC 7519, with the advice of RFC
// 8725): which caller does a token speak for?
//
//   JwtVerifier verifier({.issuer = "https://id.example.com",
//                         .audience = "hirewire"}, keys, clock);
//   HW_ASSIGN_OR_RETURN(Caller caller, verifier.Verify(token));
#ifndef HIREWIRE_AUTH_INBOUND_JWT_VERIFIER_H_
#define HIREWIRE_AUTH_INBOUND_JWT_VERIFIER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/inbound/caller.h"
#include "auth/inbound/live_jwks.h"
#include "base/json/value.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct JwtOptions {
  // What `iss` must be, and `aud` must be or hold.
  std::string issuer;
  std::string audience;
  // The claim with the tenant: a text of the shape of ids. A token without it
  // speaks for nobody: none speaks for the operator.
  std::string tenant_claim = "tenant";
  // The claim with the roles: an array of texts, or one text with blanks
  // between. Words other than read, write, proxy and admin say nothing here.
  std::string roles_claim = "roles";
};

// Thread-safe.
class JwtVerifier {
 public:
  static constexpr size_t kMostBytes = 16 << 10;
  // How far the issuer's clock may be from ours.
  static constexpr absl::Duration kLeeway = absl::Seconds(60);

  // `keys` and `clock` outlive it.
  JwtVerifier(JwtOptions options, KeySource& keys, const Clock& clock);

  // RS256, ES256 or EdDSA, by a key of the issuer; `exp` is required, `nbf` is
  // kept where it is there. The caller's id is "jwt:" and the subject, or a
  // digest of one that is no id: subjects may be e-mail addresses.
  // UNAUTHENTICATED otherwise; the message says why, for tests and never for
  // the caller.
  absl::StatusOr<Caller> Verify(absl::string_view token) const;

 private:
  absl::Status CheckSignature(absl::string_view header, absl::string_view text,
                              absl::string_view signature) const;
  absl::Status CheckClaims(const json::Value& claims) const;
  absl::StatusOr<Caller> CallerOf(const json::Value& claims) const;

  const JwtOptions options_;
  KeySource& keys_;
  const Clock& clock_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_JWT_VERIFIER_H_
