// A Store in a PostgreSQL database, which several servers may share.
//
//   HW_ASSIGN_OR_RETURN(auto store, PostgresStore::Open(
//       "postgresql://hirewire@db.example/hirewire?sslmode=verify-full"));
//
// It keeps everything in a schema named hirewire, which it makes. It needs
// sessions of its own: a pooler in transaction mode cannot stand between.
// docs/decisions/0013-postgresql-beside-sqlite.md says how it keeps the
// promises of Store.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_STORE_H_
#define HIREWIRE_BASE_STORE_POSTGRES_STORE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_pool.h"
#include "base/store/store.h"

namespace hirewire::store {

struct PostgresOptions {
  // How many connections are made at most. Reading has its own, so that it
  // never waits for writers.
  int write_connections = 4;
  int read_connections = 4;
  // How long to wait for each host of the address; its own connect_timeout
  // wins.
  absl::Duration connect_timeout = absl::Seconds(5);
  // How long one statement may take on the server, waiting for other writers
  // included, and how long a body may pause between two statements.
  absl::Duration statement_timeout = absl::Seconds(10);
  // How long a call waits while all connections are in use.
  absl::Duration pool_timeout = absl::Seconds(10);
};

class PostgresStore : public Store {
 public:
  // Connects, and brings the tables up to date. `connection_string` is libpq's:
  // postgresql://... or keyword=value words. What it leaves out comes from
  // libpq's environment, such as the password from PGPASSFILE.
  // FAILED_PRECONDITION: it cannot be read; the server refuses the user, the
  // password or the database; the schema is newer (both versions are named) or
  // another program's. UNAVAILABLE: the server cannot be reached.
  // RESOURCE_EXHAUSTED: it has too many connections. Each names the database,
  // none the password.
  static absl::StatusOr<std::unique_ptr<PostgresStore>> Open(
      absl::string_view connection_string, const PostgresOptions& options = {});

  // UNAVAILABLE where the server went away; the next call connects anew. Where
  // it went while committing, the message says that the outcome is unknown.
  absl::Status Transact(
      const std::function<absl::Status(Transaction&)>& body) override;
  absl::Status Read(const std::function<absl::Status(Reader&)>& body) override;

 private:
  PostgresStore(const PostgresAddress& address, const PostgresOptions& options);

  absl::Status TransactOn(
      PostgresPool::Lease& session,
      const std::function<absl::Status(Transaction&)>& body);

  const std::string name_;
  const absl::Duration pool_timeout_;
  PostgresPool writers_, readers_;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_STORE_H_
