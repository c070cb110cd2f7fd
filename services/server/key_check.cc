#include "services/server/key_check.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/keyring.h"
#include "base/status/macros.h"
#include "base/store/store.h"

namespace hirewire::server {
namespace {

constexpr char kKind[] = "key_check";
constexpr char kKey[] = "master";
constexpr char kPlace[] = "hirewire/key_check";
constexpr char kText[] = "sealed by the master keys of this database";

absl::Status CheckOpens(const std::string& sealed,
                        const crypto::Keyring& keyring) {
  const auto text = keyring.Open(sealed, kPlace);
  if (text.ok() && *text == kText) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the master keys are not those of this database: ",
      text.ok() ? "its check value is not ours" : text.status().message()));
}

bool IsSealedByPrimary(const std::string& sealed,
                       const crypto::Keyring& keyring) {
  const auto id = crypto::SealedKeyId(sealed);
  return id.ok() && *id == keyring.primary_id();
}

}  // namespace

absl::StatusOr<bool> IsKeyed(store::Store& store) {
  bool keyed = false;
  HW_RETURN_IF_ERROR(store.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto record, reader.Get(kKind, kKey));
    keyed = record.has_value();
    return absl::OkStatus();
  }));
  return keyed;
}

absl::Status CheckKeys(store::Store& store, const crypto::Keyring& keyring) {
  return store.Transact([&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto record, t.Get(kKind, kKey));
    if (record) {
      HW_RETURN_IF_ERROR(CheckOpens(record->value, keyring));
      if (IsSealedByPrimary(record->value, keyring)) return absl::OkStatus();
    }
    return t
        .Put(kKind, kKey, keyring.Seal(kText, kPlace),
             record ? record->version : store::kAbsent)
        .status();
  });
}

}  // namespace hirewire::server
