// The tables of PostgresStore, in a schema named hirewire of their own, brought
// up to date when a database is opened.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_SCHEMA_H_
#define HIREWIRE_BASE_STORE_POSTGRES_SCHEMA_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "base/store/migration.h"
#include "base/store/postgres_connection.h"

namespace hirewire::store {

absl::Span<const Migration> PostgresMigrations();

// As ApplyMigrations. The schema is made unless it is there, so the role needs
// no right to make one where somebody else did. What is not in the schema is
// looked at by nobody.
absl::Status Migrate(PostgresConnection& connection,
                     absl::Span<const Migration> migrations);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_SCHEMA_H_
