// Getting in: the part of libpq that is about hosts, passwords and waiting for
// sockets. Inside of PostgresConnection.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_CONNECT_H_
#define HIREWIRE_BASE_STORE_POSTGRES_CONNECT_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/store/postgres_address.h"

struct pg_conn;

namespace hirewire::store {

// A connection that the caller ends with PQfinish. The timeout is for each host
// and counts where the address names none. Failures: PostgresConnection::Open.
absl::StatusOr<pg_conn*> ConnectPostgres(const PostgresAddress& address,
                                         absl::Duration default_timeout);

// Waits until poll(2) reports one of `events`. UNAVAILABLE: not in time.
absl::Status AwaitSocket(int socket, int16_t events, absl::Duration patience);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_CONNECT_H_
