// The tables of SqliteStore, brought up to date when a database is opened.
//
// Migrations go forward only. A new one is added at the end of the list in
// sqlite_schema.cc; one that was released is never edited.
#ifndef HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_
#define HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "base/store/sqlite_database.h"

namespace hirewire::store {

struct Migration {
  const char* description;
  const char* sql;
};

// In order; the first one makes version 1.
absl::Span<const Migration> SqliteMigrations();

// Applies the migrations that `database` lacks, all of them or none. Safe when
// several processes do it at once.
// FAILED_PRECONDITION, and nothing touched: the database is of a newer version
// (both are named), or is another program's.
absl::Status Migrate(SqliteDatabase& database,
                     absl::Span<const Migration> migrations);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_
