// PostgreSQL's failures as statuses. Inside of PostgresStore.
//
// A status made here carries its SQLSTATE, so that code further up can tell a
// conflict from a lost connection, and both from what a body returned.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_ERROR_H_
#define HIREWIRE_BASE_STORE_POSTGRES_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::store {

// SQLSTATEs for what the client notices and the server cannot tell.
inline constexpr char kConnectionFailure[] = "08006";
inline constexpr char kOutcomeUnknown[] = "08007";

// UNAVAILABLE: unreachable, gone, read-only, locked for too long, in conflict.
// RESOURCE_EXHAUSTED: disk or memory full, too many connections.
// DATA_LOSS: corrupt. FAILED_PRECONDITION: it does not let us in, or lacks the
// database or a right. INTERNAL: all others.
absl::StatusCode CodeOfSqlState(absl::string_view sqlstate);

// `message` must hold no value of a record and no password.
absl::Status PostgresError(absl::string_view sqlstate,
                           absl::string_view message);

// The SQLSTATE of a status made by PostgresError; empty for any other.
std::string SqlStateOf(const absl::Status& status);

// Whether the transaction only has to be run again: a serialization failure or
// a deadlock, with another transaction.
bool IsConflict(const absl::Status& status);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_ERROR_H_
