// A connection as callers see it: everything but the credential.
#ifndef HIREWIRE_SERVICES_AUTH_CONNECTION_VIEW_H_
#define HIREWIRE_SERVICES_AUTH_CONNECTION_VIEW_H_

#include "auth/connection/connection.h"
#include "hirewire/v1/connection.pb.h"

namespace hirewire::auth_service {

v1::Connection ViewOf(const auth::Connection& connection);

v1::ConnectionState ViewOf(auth::ConnectionState state);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_CONNECTION_VIEW_H_
