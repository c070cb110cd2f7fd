// Everything in the store that a master key seals: one table of record kinds,
// and a walk over all of their records.
//
//   SealedWalk walk(store);
//   while (!walk.done()) {
//     HW_ASSIGN_OR_RETURN(std::vector<SealedRow> rows, walk.Next(100));
//     ...
//   }
//
// A new kind of record with a sealed data key needs a line in the table of
// sealed_records.cc: without it its data is lost with the first key that is
// taken out.
#ifndef HIREWIRE_AUTH_VAULT_SEALED_RECORDS_H_
#define HIREWIRE_AUTH_VAULT_SEALED_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"

namespace hirewire::auth {

// One record that holds a sealed data key.
struct SealedRow {
  // The record's kind and key in the store, and its version as it was read.
  absl::string_view kind;
  std::string key;
  int64_t version = 0;
  // What the data key is bound to.
  Owner owner;
  // Sealed by a master key, which it names. Empty where the record has none.
  std::string data_key;
  // Somebody is at work on what the record holds and signs it again within this
  // time: others do not write it. Zero where nobody is.
  absl::Duration lease;
};

// The names of all kinds that may hold sealed data keys.
std::vector<absl::string_view> SealedKinds();

// Reads a record of one of those kinds. DATA_LOSS: it cannot be read, or it is
// another record's: kind and key are named.
absl::StatusOr<SealedRow> ReadSealedRow(absl::string_view kind,
                                        const store::Record& record);

// The value of such a record with another sealed data key in it, and otherwise
// as it was.
std::string WithDataKey(absl::string_view kind, absl::string_view value,
                        absl::string_view data_key);

// All sealed records, kind by kind and key by key. Records that are written
// meanwhile may be seen or not. Not thread-safe.
class SealedWalk {
 public:
  // `store` outlives it.
  explicit SealedWalk(store::Store& store) : store_(&store) {}

  // The next records, `limit` at most; those without a data key and those that
  // cannot be read are left out. May be empty before the end.
  absl::StatusOr<std::vector<SealedRow>> Next(int limit);

  bool done() const;
  // How many records could not be read so far.
  int64_t unreadable() const { return unreadable_; }

 private:
  store::Store* store_;
  size_t kind_ = 0;
  std::string after_;
  int64_t unreadable_ = 0;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_VAULT_SEALED_RECORDS_H_
