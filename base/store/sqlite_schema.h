// The tables of SqliteStore, brought up to date when a database is opened.
#ifndef HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_
#define HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "base/store/migration.h"
#include "base/store/sqlite_database.h"

namespace hirewire::store {

absl::Span<const Migration> SqliteMigrations();

// As ApplyMigrations.
absl::Status Migrate(SqliteDatabase& database,
                     absl::Span<const Migration> migrations);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_SQLITE_SCHEMA_H_
