// Schemas that are brought up to date when a database is opened. Inside of the
// stores.
//
// Migrations go forward only: a new one is added at the end of a store's list,
// and one that was released is never edited. A program refuses a database of a
// version that it does not know.
#ifndef HIREWIRE_BASE_STORE_MIGRATION_H_
#define HIREWIRE_BASE_STORE_MIGRATION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace hirewire::store {

// The n-th of a list makes version n.
struct Migration {
  const char* description;
  const char* sql;
};

// One database, as Migrate needs it.
class MigrationTarget {
 public:
  virtual ~MigrationTarget() = default;

  // 0 for an empty database. FAILED_PRECONDITION: it is another program's.
  virtual absl::StatusOr<int64_t> Version() = 0;

  // Begins a transaction, once no other process is migrating.
  virtual absl::Status Begin() = 0;
  // Makes what records the versions, unless it is there.
  virtual absl::Status MakeJournal() = 0;
  // Runs the migration and records it as `version`.
  virtual absl::Status Apply(int64_t version, const Migration& migration) = 0;
  virtual absl::Status Commit() = 0;
  virtual void RollBack() = 0;
};

// Applies the migrations that `target` lacks, all of them or none. Safe when
// several processes do it at once.
// FAILED_PRECONDITION, and nothing touched: the database is of a newer version
// (both are named), or is another program's.
absl::Status ApplyMigrations(MigrationTarget& target,
                             absl::Span<const Migration> migrations);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_MIGRATION_H_
