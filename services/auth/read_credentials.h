// The credential of a request, in Secrets.
#ifndef HIREWIRE_SERVICES_AUTH_READ_CREDENTIALS_H_
#define HIREWIRE_SERVICES_AUTH_READ_CREDENTIALS_H_

#include "absl/status/statusor.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "hirewire/v1/auth_service.pb.h"

namespace hirewire::auth_service {

// `Request` has the fields `api_key` and `client_credentials`.
// ARGUMENT_INVALID where none of them is set.
template <typename Request>
absl::StatusOr<auth::Credentials> ReadCredentials(const Request& request) {
  if (request.has_api_key()) {
    return auth::ApiKeyCredentials{auth::Secret(request.api_key())};
  }
  if (request.has_client_credentials()) {
    const v1::ClientCredentials& given = request.client_credentials();
    return auth::ClientCredentials{auth::Secret(given.client_id()),
                                   auth::Secret(given.client_secret()),
                                   auth::Secret(given.acting_user_id())};
  }
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "credential")
      .Message("a credential is missing: api_key or client_credentials");
}

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_READ_CREDENTIALS_H_
