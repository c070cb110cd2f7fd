// Whether the master keys given are those that the stored data needs. Asked
// when a server starts: a wrong, lost or shortened key file is found before
// anything new is sealed with it, and not by the first call that needs it.
//
//   HW_RETURN_IF_ERROR(CheckMasterKeys(store, keys));
#ifndef HIREWIRE_AUTH_VAULT_KEY_CHECK_H_
#define HIREWIRE_AUTH_VAULT_KEY_CHECK_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/crypto/master_keys.h"
#include "base/store/store.h"

namespace hirewire::auth {

// Whether the store holds nothing that a master key seals, and never did.
absl::StatusOr<bool> NeedsNoMasterKey(store::Store& store);

// FAILED_PRECONDITION names the source and the ids of keys that stored data
// names and the source lacks, or that are others than those that sealed it;
// or where it has none that this store was ever used with; nothing is written
// then. Otherwise a check value is left for each key that
// had none yet.
absl::Status CheckMasterKeys(store::Store& store,
                             const crypto::MasterKeys& keys);

// Leaves the check values of keys that have none: after a rotation.
absl::Status WriteKeyChecks(store::Store& store,
                            const crypto::MasterKeys& keys);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_VAULT_KEY_CHECK_H_
