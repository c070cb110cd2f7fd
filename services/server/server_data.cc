#include "services/server/server_data.h"

#include <filesystem>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "auth/vault/key_check.h"
#include "base/status/macros.h"
#include "services/server/data_dir.h"
#include "services/server/master_keys.h"

namespace hirewire::server {

namespace fs = std::filesystem;

namespace {

absl::Status NotBegun() {
  return absl::FailedPreconditionError(
      "the database is empty: start the process that serves auth first, on the "
      "same database");
}

// Nothing is made: that is for the process with the keys.
absl::Status CheckFile(const Config& config) {
  if (!config.database.empty()) return absl::OkStatus();
  std::error_code error;
  const fs::path file = fs::path(config.data_dir) / "hirewire.db";
  return fs::exists(file, error) ? absl::OkStatus() : NotBegun();
}

absl::StatusOr<std::unique_ptr<crypto::Keyring>> OpenPageKeys(
    const Config& config) {
  return crypto::Keyring::LoadOrCreate(
      config.page_keys.empty()
          ? (fs::path(config.data_dir) / "page-keys").string()
          : config.page_keys);
}

}  // namespace

const crypto::Aead& ServerData::aead() const {
  if (master_keys != nullptr) return *master_keys;
  return *page_keys;
}

const crypto::Aead& ServerData::page_aead() const {
  if (page_keys != nullptr) return *page_keys;
  return *master_keys;
}

absl::StatusOr<ServerData> OpenServerData(const Config& config,
                                          const ServedParts& parts,
                                          const Clock& clock) {
  if (!parts.auth) HW_RETURN_IF_ERROR(CheckFile(config));
  HW_ASSIGN_OR_RETURN(Kept kept, OpenDataDir(config.data_dir, config.database));
  ServerData data;
  data.store = std::move(kept.store);
  if (parts.auth) {
    HW_ASSIGN_OR_RETURN(data.master_keys,
                        OpenMasterKeys(config, *data.store, clock));
  } else {
    HW_ASSIGN_OR_RETURN(const bool empty, auth::NeedsNoMasterKey(*data.store));
    if (empty) return NotBegun();
  }
  if (!parts.auth || !config.page_keys.empty()) {
    HW_ASSIGN_OR_RETURN(data.page_keys, OpenPageKeys(config));
  }
  return data;
}

}  // namespace hirewire::server
