#include "base/store/postgres_store.h"

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"
#include "base/store/postgres_error.h"
#include "base/store/postgres_pool.h"
#include "base/store/postgres_schema.h"
#include "base/store/postgres_session.h"
#include "base/store/store.h"

namespace hirewire::store {
namespace {

// So often a transaction is tried among the other writers. After that it waits
// in line to write alone, and cannot conflict: what is left for the attempts
// beyond is the unexpected.
constexpr int kTogether = 2;
constexpr int kAttempts = 5;

// A migration may rewrite all there is.
constexpr absl::Duration kMigrationTimeout = absl::Minutes(10);

PostgresTimeouts TimeoutsOf(const PostgresOptions& options) {
  return {options.connect_timeout, options.statement_timeout};
}

absl::Status Named(absl::StatusCode code, const absl::Status& status,
                   absl::string_view name) {
  return absl::Status(
      code, absl::StrCat("PostgreSQL ", name, ": ", status.message()));
}

// What the database failed with, as Store tells it. A body's own status is left
// as it is. That the database no longer lets us in was no mistake of the
// caller's.
absl::Status Told(const absl::Status& status, absl::string_view name) {
  if (SqlStateOf(status).empty()) return status;
  const bool refused = absl::IsFailedPrecondition(status);
  return Named(refused ? absl::StatusCode::kUnavailable : status.code(), status,
               name);
}

absl::Status MigrateOnce(const PostgresAddress& address,
                         const PostgresOptions& options) {
  HW_ASSIGN_OR_RETURN(auto connection, PostgresConnection::Open(
                                           address, {options.connect_timeout,
                                                     kMigrationTimeout}));
  return Migrate(connection, PostgresMigrations());
}

}  // namespace

PostgresStore::PostgresStore(const PostgresAddress& address,
                             const PostgresOptions& options)
    : name_(address.name),
      pool_timeout_(options.pool_timeout),
      writers_(address, TimeoutsOf(options), options.write_connections),
      readers_(address, TimeoutsOf(options), options.read_connections) {}

absl::StatusOr<std::unique_ptr<PostgresStore>> PostgresStore::Open(
    absl::string_view connection_string, const PostgresOptions& options) {
  HW_ASSIGN_OR_RETURN(const PostgresAddress address,
                      ParsePostgresAddress(connection_string));
  if (absl::Status status = MigrateOnce(address, options); !status.ok()) {
    return Named(status.code(), status, address.name);
  }
  return std::unique_ptr<PostgresStore>(new PostgresStore(address, options));
}

absl::Status PostgresStore::TransactOn(
    PostgresPool::Lease& session,
    const std::function<absl::Status(Transaction&)>& body) {
  absl::Status status;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    status = session->Transact(
        body, attempt < kTogether ? Writers::kTogether : Writers::kAlone);
    if (!IsConflict(status)) break;
  }
  return status;
}

absl::Status PostgresStore::Transact(
    const std::function<absl::Status(Transaction&)>& body) {
  HW_ASSIGN_OR_RETURN(auto session, writers_.Take(pool_timeout_));
  return Told(TransactOn(session, body), name_);
}

absl::Status PostgresStore::Read(
    const std::function<absl::Status(Reader&)>& body) {
  HW_ASSIGN_OR_RETURN(auto session, readers_.Take(pool_timeout_));
  return Told(session->Read(body), name_);
}

}  // namespace hirewire::store
