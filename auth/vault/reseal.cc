#include "auth/vault/reseal.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "auth/vault/sealed_records.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr int kAttempts = 100;

bool IsSealedBy(const std::string& id, const SealedRow& row) {
  const absl::StatusOr<std::string> named = crypto::SealedKeyId(row.data_key);
  return named.ok() && *named == id;
}

}  // namespace

Resealer::Resealer(store::Store& store, const crypto::MasterKeys& keys,
                   const Clock& clock)
    : store_(store), keys_(keys), clock_(clock), vault_(keys), walk_(store) {}

absl::Status Resealer::Step(int limit) {
  HW_ASSIGN_OR_RETURN(const std::vector<SealedRow> rows, walk_.Next(limit));
  for (const SealedRow& row : rows) {
    if (IsSealedBy(keys_.ring()->primary_id(), row)) continue;
    absl::Status status = Reseal(row);
    // Somebody else wrote between reading and writing.
    for (int i = 1; i < kAttempts && absl::IsAborted(status); ++i) {
      status = Reseal(row);
    }
    if (ReasonOf(status) == v1::ERROR_REASON_SEAL_BROKEN) {
      if (failure_.ok()) failure_ = status;
    } else if (!status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

void Resealer::Restart() {
  walk_ = SealedWalk(store_);
  busy_ = 0;
  busy_for_ = absl::ZeroDuration();
}

bool Resealer::IsLeased(const SealedRow& row) {
  if (row.lease <= absl::ZeroDuration()) return false;
  const absl::Time now = clock_.Now();
  const std::string name = absl::StrCat(row.kind, "/", row.key);
  Sighting& seen = sightings_[name];
  if (seen.version != row.version) seen = {row.version, now};
  return now - seen.time < row.lease;
}

// The record as it is now, which may be another one than `row` shows or gone.
absl::Status Resealer::Reseal(const SealedRow& row) {
  bool written = false;
  absl::Duration lease;
  HW_RETURN_IF_ERROR(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        written = false;
        lease = absl::ZeroDuration();
        HW_ASSIGN_OR_RETURN(const std::optional<store::Record> record,
                            t.Get(row.kind, row.key));
        if (!record) return absl::OkStatus();
        HW_ASSIGN_OR_RETURN(const SealedRow current,
                            ReadSealedRow(row.kind, *record));
        if (current.data_key.empty() ||
            IsSealedBy(keys_.ring()->primary_id(), current)) {
          return absl::OkStatus();
        }
        if (IsLeased(current)) {
          lease = current.lease;
          return absl::OkStatus();
        }
        HW_ASSIGN_OR_RETURN(
            const std::string data_key,
            vault_.ResealDataKey(current.owner, current.data_key));
        written = true;
        return t
            .Put(row.kind, row.key,
                 WithDataKey(row.kind, record->value, data_key),
                 record->version)
            .status();
      }));
  resealed_ += written ? 1 : 0;
  busy_ += lease > absl::ZeroDuration() ? 1 : 0;
  busy_for_ = std::max(busy_for_, lease);
  return absl::OkStatus();
}

absl::Status Resealer::failure() const {
  if (!failure_.ok() || walk_.unreadable() == 0) return failure_;
  return Error(v1::ERROR_REASON_INTERNAL)
      .Message(absl::StrCat(walk_.unreadable(),
                            " stored records cannot be read; all others are "
                            "sealed by the primary key"));
}

absl::Status SealCensus::Step(int limit) {
  HW_ASSIGN_OR_RETURN(const std::vector<SealedRow> rows, walk_.Next(limit));
  for (const SealedRow& row : rows) {
    const absl::StatusOr<std::string> id = crypto::SealedKeyId(row.data_key);
    if (id.ok()) ++counts_[*id];
  }
  return absl::OkStatus();
}

}  // namespace hirewire::auth
