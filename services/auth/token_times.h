// When the tokens of a connection end, for callers.
#ifndef HIREWIRE_SERVICES_AUTH_TOKEN_TIMES_H_
#define HIREWIRE_SERVICES_AUTH_TOKEN_TIMES_H_

#include "auth/connection/connection.h"
#include "auth/token/token_table.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/connection.pb.h"

namespace hirewire::auth_service {

// Adds them to `view`, which shows `connection`, where they are known: of
// connections by authorization code.
void AddTokenTimes(const auth::TokenTable& tokens,
                   const connectors::Directory& directory, bool allow_loopback,
                   const auth::Connection& connection, v1::Connection& view);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_TOKEN_TIMES_H_
