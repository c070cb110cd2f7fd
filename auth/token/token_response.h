// Judges what a token endpoint answered.
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_RESPONSE_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_RESPONSE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "base/http/transport.h"

namespace hirewire::auth {

struct AccessToken {
  Secret value;
  // How long it is good, from when it was asked for. Positive.
  absl::Duration lifetime;
};

struct RefreshToken {
  // Empty where the answer has none that can be one.
  Secret value;
  // The words of `scope`; empty where there is none.
  std::vector<std::string> scopes;
};

// What a successful answer says besides the access token.
RefreshToken ReadRefreshToken(const http::Response& response);

// The token in an answer to a request that was sent at `sent`, by our clock.
//
// The life is `expires_in` where it is given, since that means the same on any
// clock. Of `expires_at`, the distance to the answer's own Date header counts,
// so that neither clock needs to be right; without that header it is compared
// with `sent`. Where neither is there or `expires_at` cannot be read, it is
// `default_lifetime`.
//
// CREDENTIALS_REJECTED, VENDOR_REFUSED, VENDOR_UNAVAILABLE (with the wait that
// was asked for) or VENDOR_RESPONSE_INVALID, each with http_status, and with
// vendor_code where that is a word of RFC 6749. Nothing else of the answer.
absl::StatusOr<AccessToken> ReadTokenResponse(http::Response response,
                                              absl::Time sent,
                                              absl::Duration default_lifetime);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_RESPONSE_H_
