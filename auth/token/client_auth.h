// A form sent to a token endpoint by a client that says who it is.
#ifndef HIREWIRE_AUTH_TOKEN_CLIENT_AUTH_H_
#define HIREWIRE_AUTH_TOKEN_CLIENT_AUTH_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "base/http/transport.h"
#include "base/http/url.h"

namespace hirewire::auth {

http::Request BuildFormRequest(const std::string& url,
                               ClientCredentialsOptions::ClientAuth client_auth,
                               absl::string_view client_id,
                               const Secret& client_secret,
                               http::QueryParams form, absl::Time deadline);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CLIENT_AUTH_H_
