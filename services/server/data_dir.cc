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
#include "services/server/key_check.h"

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

// New keys are made only where nothing was sealed yet.
absl::StatusOr<std::unique_ptr<crypto::Keyring>> OpenKeys(
    const std::string& keys, bool nothing_kept_yet) {
  if (nothing_kept_yet) return crypto::Keyring::LoadOrCreate(keys);
  auto ring = crypto::Keyring::Load(keys);
  if (absl::IsNotFound(ring.status())) {
    return absl::FailedPreconditionError(absl::StrCat(
        "data_dir: there is a database but no ", keys,
        ": bring the file back, or begin anew with an empty database"));
  }
  return ring;
}

absl::StatusOr<Kept> OpenSqlite(const std::string& file,
                                const std::string& keys) {
  std::error_code error;
  const bool nothing_kept_yet = !fs::exists(file, error);
  Kept kept;
  HW_ASSIGN_OR_RETURN(kept.keyring, OpenKeys(keys, nothing_kept_yet));
  HW_ASSIGN_OR_RETURN(kept.store, store::SqliteStore::Open(file));
  return kept;
}

// Other servers may have begun the database: it is asked, not the folder.
absl::StatusOr<Kept> OpenPostgres(const std::string& database,
                                  const std::string& keys) {
  Kept kept;
  HW_ASSIGN_OR_RETURN(kept.store, store::PostgresStore::Open(database));
  HW_ASSIGN_OR_RETURN(const bool keyed, IsKeyed(*kept.store));
  HW_ASSIGN_OR_RETURN(kept.keyring, OpenKeys(keys, !keyed));
  return kept;
}

absl::StatusOr<Kept> OpenInMemory(const std::string& database) {
  if (!database.empty()) {
    return absl::FailedPreconditionError(
        "data_dir: :memory: does not go with a database that stays: the keys "
        "would be lost with the process");
  }
  Kept kept;
  kept.store = store::SqliteStore::InMemory();
  kept.keyring = crypto::Keyring::Ephemeral();
  return kept;
}

}  // namespace

absl::StatusOr<Kept> OpenDataDir(const std::string& path,
                                 const std::string& database) {
  if (path == kInMemory) return OpenInMemory(database);
  const fs::path folder = fs::path(path).lexically_normal();
  HW_RETURN_IF_ERROR(
      MakeFolder(folder.has_filename() ? folder : folder.parent_path()));
  const std::string keys = (folder / "master-keys").string();
  HW_ASSIGN_OR_RETURN(Kept kept,
                      database.empty()
                          ? OpenSqlite((folder / "hirewire.db").string(), keys)
                          : OpenPostgres(database, keys));
  const absl::Status checked = CheckKeys(*kept.store, *kept.keyring);
  if (checked.ok()) return kept;
  return absl::Status(checked.code(), absl::StrCat("data_dir: ", keys, ": ",
                                                   checked.message()));
}

}  // namespace hirewire::server
