#include "auth/vault/key_check.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "auth/vault/sealed_records.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/status/macros.h"
#include "base/store/store.h"

namespace hirewire::auth {
namespace {

// A record per master key: its id, and something that only it opens.
constexpr absl::string_view kKind = "master_key_check";
constexpr absl::string_view kPlace = "hirewire.master_key_check.v1";
constexpr int kPage = 500;

using Checks = std::map<std::string, std::string>;

absl::StatusOr<Checks> ReadChecks(store::Reader& reader) {
  Checks checks;
  std::string after;
  while (true) {
    HW_ASSIGN_OR_RETURN(const std::vector<store::Record> records,
                        reader.List(kKind, "", after, kPage));
    for (const store::Record& record : records) {
      checks[record.key] = record.value;
    }
    if (records.size() < kPage) return checks;
    after = records.back().key;
  }
}

absl::StatusOr<Checks> ReadChecks(store::Store& store) {
  Checks checks;
  HW_RETURN_IF_ERROR(store.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(checks, ReadChecks(reader));
    return absl::OkStatus();
  }));
  return checks;
}

// Another database's key file, though nothing is sealed by any of its keys yet.
absl::Status CheckAnyKnown(const crypto::MasterKeys& keys,
                           const crypto::Keyring& ring, const Checks& checks) {
  for (const auto& [id, sealed] : checks) {
    if (ring.Has(id)) return absl::OkStatus();
  }
  if (checks.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(keys.source_name(),
                   " has none of the master keys that this database was used "
                   "with, among them ",
                   checks.begin()->first));
}

absl::Status AnotherKey(const crypto::MasterKeys& keys, absl::string_view id) {
  return absl::FailedPreconditionError(absl::StrCat(
      "master key ", id, " of ", keys.source_name(),
      " is another key than the one that sealed the stored data: bring back "
      "the one that belongs to this database"));
}

// What the stored data says of the keys it names.
struct Needs {
  // Keys that are not there, and how many records they seal.
  std::map<std::string, int64_t> missing;
  // Keys that opened something, or did not. For keys without a check value.
  std::set<std::string> proven, disproven;
};

absl::StatusOr<Needs> FindNeeds(store::Store& store,
                                const crypto::MasterKeys& keys,
                                const Checks& checks) {
  const std::shared_ptr<const crypto::Keyring> ring = keys.ring();
  const Vault vault(*ring);
  Needs needs;
  SealedWalk walk(store);
  while (!walk.done()) {
    HW_ASSIGN_OR_RETURN(const std::vector<SealedRow> rows, walk.Next(kPage));
    for (const SealedRow& row : rows) {
      const absl::StatusOr<std::string> id = crypto::SealedKeyId(row.data_key);
      // A damaged record is one connection's trouble, not the keys'.
      if (!id.ok()) continue;
      if (!ring->Has(*id)) {
        ++needs.missing[*id];
      } else if (checks.count(*id) == 0 && needs.proven.count(*id) == 0) {
        const bool opens = vault.ResealDataKey(row.owner, row.data_key).ok();
        (opens ? needs.proven : needs.disproven).insert(*id);
      }
    }
  }
  return needs;
}

absl::Status Missing(const crypto::MasterKeys& keys, const Needs& needs) {
  const std::string ids =
      absl::StrJoin(needs.missing, ", ", [](std::string* out, const auto& one) {
        absl::StrAppend(out, one.first, " (", one.second, " records)");
      });
  return absl::FailedPreconditionError(
      absl::StrCat(keys.source_name(),
                   " lacks master keys that stored data was sealed "
                   "with: ",
                   ids, ": bring them back; without them that data is lost"));
}

}  // namespace

absl::StatusOr<bool> NeedsNoMasterKey(store::Store& store) {
  HW_ASSIGN_OR_RETURN(const Checks checks, ReadChecks(store));
  if (!checks.empty()) return false;
  SealedWalk walk(store);
  while (!walk.done()) {
    HW_ASSIGN_OR_RETURN(const std::vector<SealedRow> rows, walk.Next(kPage));
    if (!rows.empty() || walk.unreadable() > 0) return false;
  }
  return true;
}

absl::Status CheckMasterKeys(store::Store& store,
                             const crypto::MasterKeys& keys) {
  HW_ASSIGN_OR_RETURN(const Checks checks, ReadChecks(store));
  const std::shared_ptr<const crypto::Keyring> ring = keys.ring();
  for (const auto& [id, sealed] : checks) {
    if (ring->Has(id) && !ring->Open(sealed, kPlace).ok()) {
      return AnotherKey(keys, id);
    }
  }
  HW_ASSIGN_OR_RETURN(const Needs needs, FindNeeds(store, keys, checks));
  if (!needs.missing.empty()) return Missing(keys, needs);
  for (const std::string& id : needs.disproven) {
    if (needs.proven.count(id) == 0) return AnotherKey(keys, id);
  }
  return WriteKeyChecks(store, keys);
}

absl::Status WriteKeyChecks(store::Store& store,
                            const crypto::MasterKeys& keys) {
  const std::shared_ptr<const crypto::Keyring> ring = keys.ring();
  return store.Transact([&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const Checks checks, ReadChecks(t));
    // Two processes that began at once on an empty store, each with a key file
    // of its own: the second one stops here.
    HW_RETURN_IF_ERROR(CheckAnyKnown(keys, *ring, checks));
    for (const std::string& id : ring->ids()) {
      if (checks.count(id) > 0) continue;
      HW_RETURN_IF_ERROR(
          t.Put(kKind, id, ring->SealBy(id, id, kPlace), store::kAbsent)
              .status());
    }
    return absl::OkStatus();
  });
}

}  // namespace hirewire::auth
