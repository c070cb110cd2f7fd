#include "base/store/migration.h"

#include <cstdint>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status/macros.h"

namespace hirewire::store {
namespace {

// The version of the database, which is not above `known`.
absl::StatusOr<int64_t> KnownVersion(MigrationTarget& target, int64_t known) {
  HW_ASSIGN_OR_RETURN(const int64_t found, target.Version());
  if (found <= known) return found;
  return absl::FailedPreconditionError(absl::StrCat(
      "the database has schema version ", found, ", and this program knows ",
      known, ": run the program that wrote it, or a newer one"));
}

}  // namespace

absl::Status ApplyMigrations(MigrationTarget& target,
                             absl::Span<const Migration> migrations) {
  const auto known = static_cast<int64_t>(migrations.size());
  HW_ASSIGN_OR_RETURN(int64_t version, KnownVersion(target, known));
  if (version == known) return absl::OkStatus();

  HW_RETURN_IF_ERROR(target.Begin());
  absl::Cleanup roll_back = [&] { target.RollBack(); };
  // Again, now that nobody else can be at it.
  HW_ASSIGN_OR_RETURN(version, KnownVersion(target, known));
  HW_RETURN_IF_ERROR(target.MakeJournal());
  for (int64_t next = version + 1; next <= known; ++next) {
    HW_RETURN_IF_ERROR(target.Apply(next, migrations[next - 1]));
  }
  HW_RETURN_IF_ERROR(target.Commit());
  std::move(roll_back).Cancel();
  return absl::OkStatus();
}

}  // namespace hirewire::store
