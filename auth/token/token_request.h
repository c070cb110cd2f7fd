// The request for an access token by client credentials (RFC 6749, 4.4.2).
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_REQUEST_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_REQUEST_H_

#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/token/client_credentials_options.h"
#include "base/http/transport.h"

namespace hirewire::auth {

http::Request BuildTokenRequest(const ClientCredentials& credentials,
                                const ClientCredentialsOptions& options,
                                absl::Time deadline);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_REQUEST_H_
