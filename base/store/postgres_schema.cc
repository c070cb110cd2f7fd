#include "base/store/postgres_schema.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "base/status/macros.h"
#include "base/store/migration.h"
#include "base/store/postgres_connection.h"

namespace hirewire::store {
namespace {

constexpr Migration kMigrations[] = {
    // Keys are bytea: compared as unsigned bytes, whatever the locale.
    // A sequence never gives a number twice, also not after a crash or a
    // rollback. The gate has no rows; writers take it as a lock.
    {"records with versions", R"sql(
       CREATE TABLE record (
         kind text COLLATE "C" NOT NULL,
         key bytea NOT NULL,
         version bigint NOT NULL,
         value bytea NOT NULL,
         PRIMARY KEY (kind, key)
       );
       CREATE SEQUENCE record_version AS bigint MINVALUE 1 CACHE 1 NO CYCLE;
       CREATE TABLE writer_gate ();
     )sql"},
};

class PostgresTarget : public MigrationTarget {
 public:
  explicit PostgresTarget(PostgresConnection& connection)
      : connection_(connection) {}

  absl::StatusOr<int64_t> Version() override {
    // One statement: another process may be migrating between two.
    HW_ASSIGN_OR_RETURN(
        const PostgresResult found,
        connection_.Query(
            "SELECT count(*) FILTER (WHERE relname = 'schema_migration' "
            "  AND relkind = 'r'), count(*) "
            "FROM pg_class WHERE relnamespace = "
            "  (SELECT oid FROM pg_namespace WHERE nspname = 'hirewire')",
            {}));
    if (found.Int(0, 0) > 0) {
      return Number("SELECT max(version) FROM schema_migration");
    }
    if (found.Int(0, 1) > 0) {
      return absl::FailedPreconditionError(
          "its schema hirewire holds the tables of another program");
    }
    return 0;
  }

  absl::Status Begin() override {
    // READ COMMITTED: what follows sees what others did while we waited. The
    // number is our own, for programs that migrate this schema.
    return connection_.Execute(
        "BEGIN ISOLATION LEVEL READ COMMITTED;"
        "SELECT pg_advisory_xact_lock(7523014098266411365)");
  }

  absl::Status MakeJournal() override {
    HW_ASSIGN_OR_RETURN(
        const int64_t there,
        Number("SELECT count(*) FROM pg_namespace WHERE nspname = 'hirewire'"));
    if (there == 0) {
      HW_RETURN_IF_ERROR(connection_.Execute("CREATE SCHEMA hirewire"));
    }
    return connection_.Execute(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "  version bigint PRIMARY KEY, description text NOT NULL)");
  }

  absl::Status Apply(int64_t version, const Migration& migration) override {
    HW_RETURN_IF_ERROR(connection_.Execute(migration.sql));
    return connection_
        .Query("INSERT INTO schema_migration VALUES ($1, $2)",
               {version, absl::string_view(migration.description)})
        .status();
  }

  absl::Status Commit() override { return connection_.Commit(); }
  void RollBack() override { connection_.Execute("ROLLBACK").IgnoreError(); }

 private:
  absl::StatusOr<int64_t> Number(const char* sql) {
    HW_ASSIGN_OR_RETURN(const PostgresResult result,
                        connection_.Query(sql, {}));
    return result.rows() > 0 ? result.Int(0, 0) : 0;
  }

  PostgresConnection& connection_;
};

}  // namespace

absl::Span<const Migration> PostgresMigrations() { return kMigrations; }

absl::Status Migrate(PostgresConnection& connection,
                     absl::Span<const Migration> migrations) {
  PostgresTarget target(connection);
  return ApplyMigrations(target, migrations);
}

}  // namespace hirewire::store
