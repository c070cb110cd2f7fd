// The log of what happened to connections: written in the transaction in which
// it happened, read by those who watch, in whichever process.
//
//   store.Transact([&](Transaction& t) -> absl::Status {
//     HW_RETURN_IF_ERROR(t.Put("connection", ...).status());
//     return AppendEvent(t, event);
//   });
//
// Each tenant's events are numbered from 1 without a gap. The last 1000 are
// kept.
#ifndef HIREWIRE_AUTH_CONNECTION_EVENT_LOG_H_
#define HIREWIRE_AUTH_CONNECTION_EVENT_LOG_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "base/store/store.h"

namespace hirewire::auth {

// The numbers are stored and are those of hirewire.v1.ConnectionEventKind.
enum class ConnectionEventKind {
  kCreated = 2,
  kStateChanged = 3,
  kCredentialChanged = 4,
  kUpdated = 5,
  kDeleted = 6,
};

struct ConnectionEvent {
  // Given by the log.
  int64_t number = 0;
  ConnectionEventKind kind = ConnectionEventKind::kUpdated;
  // Afterwards; of a deleted one, as it was.
  Connection connection;
  ConnectionState previous_state = ConnectionState::kPending;
  absl::Time time;
};

struct ConnectionEventPage {
  // In order. Empty where nothing happened.
  std::vector<ConnectionEvent> events;
  // The number of the last event there is, 0 for none.
  int64_t last = 0;
  // Whether events after the asked number are no longer kept: `events` is empty
  // then, and the reader begins anew with the connections that are there.
  bool gap = false;
};

// Adds `event` to the log of its connection's tenant.
absl::Status AppendEvent(store::Transaction& t, const ConnectionEvent& event);

// Up to `limit` events of `tenant` with numbers above `after`.
absl::StatusOr<ConnectionEventPage> ReadEvents(store::Reader& reader,
                                               absl::string_view tenant,
                                               int64_t after, int limit);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_EVENT_LOG_H_
