#include "base/store/sqlite_schema.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "base/status/macros.h"
#include "base/store/migration.h"
#include "base/store/sqlite_database.h"

namespace hirewire::store {
namespace {

constexpr Migration kMigrations[] = {
    {"records with versions", R"sql(
       CREATE TABLE record (
         kind TEXT NOT NULL,
         key BLOB NOT NULL,
         version INTEGER NOT NULL,
         value BLOB NOT NULL,
         PRIMARY KEY (kind, key)
       ) STRICT, WITHOUT ROWID;
       CREATE TABLE last_version (
         only INTEGER PRIMARY KEY CHECK (only = 1),
         version INTEGER NOT NULL
       ) STRICT;
       INSERT INTO last_version VALUES (1, 0);
     )sql"},
};

absl::StatusOr<int64_t> Number(SqliteDatabase& database, const char* sql) {
  HW_ASSIGN_OR_RETURN(SqliteStatement statement, database.Prepare(sql));
  HW_ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Int(0) : 0;
}

// 0 for an empty database.
absl::StatusOr<int64_t> VersionOf(SqliteDatabase& database) {
  // One statement: another process may be migrating between two.
  HW_ASSIGN_OR_RETURN(
      SqliteStatement found,
      database.Prepare("SELECT count(*) FILTER (WHERE type = 'table' "
                       "AND name = 'schema_migration'), count(*) "
                       "FROM sqlite_schema"));
  HW_RETURN_IF_ERROR(found.Step().status());
  const int64_t ours = found.Int(0), all = found.Int(1);
  found.Reset();
  if (ours > 0) {
    return Number(database, "SELECT max(version) FROM schema_migration");
  }
  if (all > 0) {
    return absl::FailedPreconditionError(
        "the database holds the tables of another program");
  }
  return 0;
}

class SqliteTarget : public MigrationTarget {
 public:
  explicit SqliteTarget(SqliteDatabase& database) : database_(database) {}

  absl::StatusOr<int64_t> Version() override { return VersionOf(database_); }

  absl::Status Begin() override { return database_.Execute("BEGIN IMMEDIATE"); }

  absl::Status MakeJournal() override {
    return database_.Execute(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "  version INTEGER PRIMARY KEY, description TEXT NOT NULL) STRICT");
  }

  absl::Status Apply(int64_t version, const Migration& migration) override {
    HW_RETURN_IF_ERROR(database_.Execute(migration.sql));
    HW_ASSIGN_OR_RETURN(
        SqliteStatement record,
        database_.Prepare("INSERT INTO schema_migration VALUES (?1, ?2)"));
    record.BindInt(1, version).BindText(2, migration.description);
    return record.Step().status();
  }

  absl::Status Commit() override { return database_.Execute("COMMIT"); }
  void RollBack() override { database_.Execute("ROLLBACK").IgnoreError(); }

 private:
  SqliteDatabase& database_;
};

}  // namespace

absl::Span<const Migration> SqliteMigrations() { return kMigrations; }

absl::Status Migrate(SqliteDatabase& database,
                     absl::Span<const Migration> migrations) {
  SqliteTarget target(database);
  return ApplyMigrations(target, migrations);
}

}  // namespace hirewire::store
