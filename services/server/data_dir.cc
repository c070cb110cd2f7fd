#include "services/server/data_dir.h"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "base/store/postgres_store.h"
#include "base/store/sqlite_store.h"
#include "services/server/config.h"

namespace hirewire::server {

namespace fs = std::filesystem;

namespace {

// Nobody else may look into it: it holds keys.
absl::Status MakeFolder(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return absl::OkStatus();
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  constexpr mode_t kOwnerOnly = 0700;
  if (mkdir(path.c_str(), kOwnerOnly) == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("data_dir: cannot make the folder ", path.string()));
}

}  // namespace

absl::StatusOr<Kept> OpenDataDir(const std::string& path,
                                 const std::string& database) {
  Kept kept;
  const fs::path folder = fs::path(path).lexically_normal();
  if (path != kInMemory) {
    HW_RETURN_IF_ERROR(
        MakeFolder(folder.has_filename() ? folder : folder.parent_path()));
  }
  if (!database.empty()) {
    HW_ASSIGN_OR_RETURN(kept.store, store::PostgresStore::Open(database));
  } else if (path == kInMemory) {
    kept.store = store::SqliteStore::InMemory();
  } else {
    HW_ASSIGN_OR_RETURN(kept.store, store::SqliteStore::Open(
                                        (folder / "hirewire.db").string()));
  }
  return kept;
}

}  // namespace hirewire::server
