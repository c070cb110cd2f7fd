// Connections within a transaction: what ConnectionRegistry is made of, for
// those who must change something else in the same transaction.
//
//   store.Transact([&](Transaction& t) -> absl::Status {
//     HW_ASSIGN_OR_RETURN(FoundConnection found,
//                         FindConnection(t, tenant, id));
//     found.connection.state = ConnectionState::kActive;
//     HW_RETURN_IF_ERROR(ChangeConnection(t, found, kStateChanged, now));
//     return tokens.Put(t, ...);
//   });
//
// Every change is written to the log of events with it.
#ifndef HIREWIRE_AUTH_CONNECTION_CONNECTION_TABLE_H_
#define HIREWIRE_AUTH_CONNECTION_CONNECTION_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/event_log.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"

namespace hirewire::auth {

// The shape of ids: 1 to 63 of a-z, 0-9 and -, first a letter.
bool IsConnectionId(absl::string_view id);

struct FoundConnection {
  Connection connection;
  SealedCredentials sealed;
  // As it was found; ChangeConnection compares with it.
  ConnectionState previous_state = ConnectionState::kPending;
};

// CONNECTION_NOT_FOUND. DATA_LOSS: the row is unreadable, or another's.
absl::StatusOr<FoundConnection> FindConnection(store::Reader& reader,
                                               absl::string_view tenant,
                                               absl::string_view id);

// By id, up to `limit` with ids greater than `after`.
absl::StatusOr<std::vector<FoundConnection>> ListConnections(
    store::Reader& reader, absl::string_view tenant, absl::string_view after,
    int limit);

// The keys of all connections of all tenants, in pieces: up to `limit` after
// the one that `after` names by tenant and id.
struct ConnectionName {
  std::string tenant;
  std::string id;
};
absl::StatusOr<std::vector<ConnectionName>> ListAllConnections(
    store::Reader& reader, const ConnectionName& after, int limit);

// A connection that is not there yet; its times are set to `now`.
// CONNECTION_EXISTS.
absl::Status AddConnection(store::Transaction& t, FoundConnection& added,
                           absl::Time now);

// Writes `changed`, which was found in this transaction.
absl::Status ChangeConnection(store::Transaction& t, FoundConnection& changed,
                              ConnectionEventKind kind, absl::Time now);

// CONNECTION_NOT_FOUND.
absl::Status RemoveConnection(store::Transaction& t, absl::string_view tenant,
                              absl::string_view id, absl::Time now);

// When the vendor last took the credential. Not part of the connection's
// generation, and no event.
absl::Status PutLastSuccess(store::Transaction& t, absl::string_view tenant,
                            absl::string_view id, absl::Time time);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_CONNECTION_TABLE_H_
