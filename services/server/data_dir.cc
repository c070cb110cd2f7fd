#include "services/server/data_dir.h"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
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

absl::StatusOr<std::unique_ptr<crypto::Keyring>> OpenKeys(
    const std::string& keys, bool nothing_kept_yet) {
  if (nothing_kept_yet) return crypto::Keyring::LoadOrCreate(keys);
  auto ring = crypto::Keyring::Load(keys);
  if (absl::IsNotFound(ring.status())) {
    return absl::FailedPreconditionError(absl::StrCat(
        "data_dir: there is a database but no ", keys,
        ": bring the file back, or move the database away to begin anew"));
  }
  return ring;
}

}  // namespace

absl::StatusOr<Kept> OpenDataDir(const std::string& path) {
  Kept kept;
  if (path == kInMemory) {
    kept.store = store::SqliteStore::InMemory();
    kept.keyring = crypto::Keyring::Ephemeral();
    return kept;
  }
  const fs::path folder = fs::path(path).lexically_normal();
  HW_RETURN_IF_ERROR(
      MakeFolder(folder.has_filename() ? folder : folder.parent_path()));
  const std::string database = (folder / "hirewire.db").string();
  std::error_code error;
  const bool nothing_kept_yet = !fs::exists(database, error);
  HW_ASSIGN_OR_RETURN(kept.keyring, OpenKeys((folder / "master-keys").string(),
                                             nothing_kept_yet));
  HW_ASSIGN_OR_RETURN(kept.store, store::SqliteStore::Open(database));
  return kept;
}

}  // namespace hirewire::server
