// The credentials of a connection, in the clear but in Secrets.
#ifndef HIREWIRE_AUTH_CONNECTION_CREDENTIALS_H_
#define HIREWIRE_AUTH_CONNECTION_CREDENTIALS_H_

#include <variant>

#include "auth/connection/connection.h"
#include "auth/secret/secret.h"

namespace hirewire::auth {

struct ApiKeyCredentials {
  Secret api_key;
};

struct ClientCredentials {
  Secret client_id;
  Secret client_secret;
  // The vendor's user on whose behalf we act, where the vendor knows such a
  // thing (Greenhouse: `sub`). May be empty. It points at a person, so it is
  // kept like a secret.
  Secret acting_user;
};

// The customer agreed at the vendor. Nothing is here: the tokens change all the
// time and are kept apart (auth/token/token_table.h).
struct AuthorizationCode {};

using Credentials =
    std::variant<ApiKeyCredentials, ClientCredentials, AuthorizationCode>;

// Which kind these are.
inline AuthKind KindOf(const Credentials& credentials) {
  if (std::holds_alternative<ApiKeyCredentials>(credentials)) {
    return AuthKind::kApiKey;
  }
  return std::holds_alternative<ClientCredentials>(credentials)
             ? AuthKind::kClientCredentials
             : AuthKind::kAuthorizationCode;
}

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_CREDENTIALS_H_
