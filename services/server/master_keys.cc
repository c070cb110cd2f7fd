#include "services/server/master_keys.h"

#include <filesystem>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "auth/vault/key_check.h"
#include "base/crypto/key_sources.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_key_source.h"
#include "base/status/macros.h"

namespace hirewire::server {

namespace {

// Of the file that `config` names; empty where it names none.
std::string KeyFile(const Config& config) {
  absl::string_view words = config.master_keys;
  if (words == "file") {
    return (std::filesystem::path(config.data_dir).lexically_normal() /
            "master-keys")
        .string();
  }
  if (absl::ConsumePrefix(&words, "file:")) return std::string(words);
  return "";
}

absl::StatusOr<std::unique_ptr<crypto::MasterKeys>> OpenKept(
    const Config& config, store::Store& store, const Clock& clock) {
  const std::string path = KeyFile(config);
  HW_ASSIGN_OR_RETURN(std::unique_ptr<crypto::MasterKeySource> source,
                      crypto::MakeKeySource(config.master_keys, path));
  if (!path.empty()) {
    HW_ASSIGN_OR_RETURN(const bool anew, auth::NeedsNoMasterKey(store));
    if (anew) {
      HW_RETURN_IF_ERROR(crypto::Keyring::LoadOrCreate(path).status());
    }
  }
  auto keys = crypto::MasterKeys::Open(std::move(source), clock);
  if (!path.empty() && absl::IsNotFound(keys.status())) {
    return absl::FailedPreconditionError(absl::StrCat(
        "master_keys: there is a database but no ", path,
        ": bring the file back, or move the database away to begin anew"));
  }
  return keys;
}

}  // namespace

absl::StatusOr<std::unique_ptr<crypto::MasterKeys>> OpenMasterKeys(
    const Config& config, store::Store& store, const Clock& clock) {
  if (config.data_dir == kInMemory && config.master_keys == "file") {
    if (config.database.empty()) return crypto::MasterKeys::Ephemeral(clock);
    return absl::InvalidArgumentError(
        "master_keys: with a database that is kept and data_dir :memory: the "
        "keys would be lost: give master_keys a file, a variable or a program");
  }
  HW_ASSIGN_OR_RETURN(std::unique_ptr<crypto::MasterKeys> keys,
                      OpenKept(config, store, clock));
  HW_RETURN_IF_ERROR(auth::CheckMasterKeys(store, *keys));
  return keys;
}

}  // namespace hirewire::server
