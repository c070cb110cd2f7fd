// Whether the master keys at hand are those that a database was begun with: the
// database keeps one value that they sealed. Servers that share a database but
// not its keys could not read each other's connections, and would notice only
// when one is used.
//
//   HW_ASSIGN_OR_RETURN(const bool keyed, IsKeyed(store));
//   ... keys are loaded, or made where it is not ...
//   HW_RETURN_IF_ERROR(CheckKeys(store, *keyring));
#ifndef HIREWIRE_SERVICES_SERVER_KEY_CHECK_H_
#define HIREWIRE_SERVICES_SERVER_KEY_CHECK_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/crypto/keyring.h"
#include "base/store/store.h"

namespace hirewire::server {

// Whether the database has been begun with master keys. Then none may be made.
absl::StatusOr<bool> IsKeyed(store::Store& store);

// Keeps the value where there is none, also when several servers do so at once,
// and seals it anew under the primary key after that was replaced.
// FAILED_PRECONDITION: these are not the database's keys.
absl::Status CheckKeys(store::Store& store, const crypto::Keyring& keyring);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_KEY_CHECK_H_
