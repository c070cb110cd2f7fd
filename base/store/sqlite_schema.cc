#include "base/store/sqlite_schema.h"

#include <cstdint>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/status/macros.h"
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
  HW_ASSIGN_OR_RETURN(
      const int64_t ours,
      Number(database,
             "SELECT count(*) FROM sqlite_schema "
             "WHERE type = 'table' AND name = 'schema_migration'"));
  if (ours > 0) {
    return Number(database, "SELECT max(version) FROM schema_migration");
  }
  HW_ASSIGN_OR_RETURN(const int64_t others,
                      Number(database, "SELECT count(*) FROM sqlite_schema"));
  if (others > 0) {
    return absl::FailedPreconditionError(
        "the database holds the tables of another program");
  }
  return 0;
}

absl::Status CheckNotNewer(int64_t found, int64_t known) {
  if (found <= known) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the database has schema version ", found, ", and this program knows ",
      known, ": run the program that wrote it, or a newer one"));
}

absl::Status Apply(SqliteDatabase& database, int64_t version,
                   const Migration& migration) {
  HW_RETURN_IF_ERROR(database.Execute(migration.sql));
  HW_ASSIGN_OR_RETURN(
      SqliteStatement record,
      database.Prepare("INSERT INTO schema_migration VALUES (?1, ?2)"));
  record.BindInt(1, version).BindText(2, migration.description);
  return record.Step().status();
}

}  // namespace

absl::Span<const Migration> SqliteMigrations() { return kMigrations; }

absl::Status Migrate(SqliteDatabase& database,
                     absl::Span<const Migration> migrations) {
  const auto known = static_cast<int64_t>(migrations.size());
  HW_ASSIGN_OR_RETURN(int64_t version, VersionOf(database));
  HW_RETURN_IF_ERROR(CheckNotNewer(version, known));
  if (version == known) return absl::OkStatus();

  HW_RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  absl::Cleanup roll_back = [&] { database.Execute("ROLLBACK").IgnoreError(); };
  // Again, now that nobody else can be at it.
  HW_ASSIGN_OR_RETURN(version, VersionOf(database));
  HW_RETURN_IF_ERROR(CheckNotNewer(version, known));
  HW_RETURN_IF_ERROR(database.Execute(
      "CREATE TABLE IF NOT EXISTS schema_migration ("
      "  version INTEGER PRIMARY KEY, description TEXT NOT NULL) STRICT"));
  for (int64_t next = version + 1; next <= known; ++next) {
    HW_RETURN_IF_ERROR(Apply(database, next, migrations[next - 1]));
  }
  HW_RETURN_IF_ERROR(database.Execute("COMMIT"));
  std::move(roll_back).Cancel();
  return absl::OkStatus();
}

}  // namespace hirewire::store
