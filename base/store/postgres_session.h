// One PostgreSQL connection with its prepared statements: carries out what a
// Transaction asks for, and connects anew after the server went away. Inside of
// PostgresStore.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_SESSION_H_
#define HIREWIRE_BASE_STORE_POSTGRES_SESSION_H_

#include <functional>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"
#include "base/store/store.h"

namespace hirewire::store {

// With whom a transaction writes.
enum class Writers {
  // With all others: the database finds out whether they conflict.
  kTogether,
  // Alone, after those at work have ended and before any other begins: it
  // cannot conflict. Waits in line.
  kAlone,
};

// For one thread at a time.
class PostgresSession {
 public:
  // Connects when it is first used. The database has been migrated.
  PostgresSession(PostgresAddress address, const PostgresTimeouts& timeouts)
      : address_(std::move(address)), timeouts_(timeouts) {}

  // As in Store, but a conflict is returned (see IsConflict), not tried again.
  // A connection that was lost since the last call is made anew; one that is
  // lost in a call fails it.
  absl::Status Transact(const std::function<absl::Status(Transaction&)>& body,
                        Writers writers);
  absl::Status Read(const std::function<absl::Status(Reader&)>& body);

 private:
  class Scope;

  absl::Status Connect();
  absl::Status Begin(const char* sql);
  absl::Status RunBody(const std::function<absl::Status(Scope&)>& body);
  void RollBack();

  const PostgresAddress address_;
  const PostgresTimeouts timeouts_;
  std::optional<PostgresConnection> connection_;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_SESSION_H_
