#include "services/server/keyless_data.h"

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/keyring.h"
#include "base/status/macros.h"
#include "base/store/postgres_store.h"
#include "base/store/sqlite_store.h"
#include "services/server/key_check.h"

namespace hirewire::server {

namespace fs = std::filesystem;

absl::StatusOr<Kept> OpenKeyless(const Config& config) {
  const fs::path folder(config.data_dir);
  const std::string keys = config.page_keys.empty()
                               ? (folder / "page-keys").string()
                               : config.page_keys;
  Kept kept;
  if (config.database.empty()) {
    const std::string file = (folder / "hirewire.db").string();
    std::error_code error;
    if (!fs::exists(file, error)) {
      return absl::FailedPreconditionError(absl::StrCat(
          "data_dir: there is no ", file,
          ": start the process that serves auth first, on the same database"));
    }
    HW_ASSIGN_OR_RETURN(kept.store, store::SqliteStore::Open(file));
  } else {
    HW_ASSIGN_OR_RETURN(kept.store,
                        store::PostgresStore::Open(config.database));
    std::error_code error;
    fs::create_directories(folder, error);
  }
  HW_ASSIGN_OR_RETURN(const bool begun, IsKeyed(*kept.store));
  if (!begun) {
    return absl::FailedPreconditionError(
        "the database is empty: start the process that serves auth first, on "
        "the same database");
  }
  HW_ASSIGN_OR_RETURN(kept.keyring, crypto::Keyring::LoadOrCreate(keys));
  return kept;
}

}  // namespace hirewire::server
