// Asks a token endpoint.
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_ENDPOINT_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_ENDPOINT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/token_response.h"
#include "base/async/async.h"
#include "base/http/transport.h"

namespace hirewire::auth {

// What an endpoint's answer holds, each part for itself: a refresh token that
// comes with an access token that is of no use is still the only one there is.
struct TokenGrant {
  absl::StatusOr<AccessToken> access = absl::UnknownError("no answer");
  // Empty: the vendor gave none.
  Secret refresh_token;
  // What it says was granted; empty where it says nothing.
  std::vector<std::string> scopes;
  // Whether the vendor may have acted upon the request although it gave no
  // token: no answer came, or one that says nothing.
  bool outcome_unknown = false;
};

// Sends `request` at `sent`, by our clock. `access` holds the failure, in the
// words of a vendor call; nothing of the answer is repeated in it.
boost::asio::awaitable<TokenGrant> AskTokenEndpoint(
    http::Transport& transport, http::Request request, absl::Time sent,
    absl::Duration default_lifetime);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_ENDPOINT_H_
