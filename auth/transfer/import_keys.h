// The key pair that exports for a tenant of this server are sealed for: made
// once, its private part sealed in the store.
#ifndef HIREWIRE_AUTH_TRANSFER_IMPORT_KEYS_H_
#define HIREWIRE_AUTH_TRANSFER_IMPORT_KEYS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/vault/vault.h"
#include "base/crypto/sealed_box.h"
#include "base/store/store.h"

namespace hirewire::auth {

// The same pair each time, whichever process asks first. SEAL_BROKEN: the
// stored one does not open, or its public part is another's.
absl::StatusOr<crypto::BoxKeys> ImportKeysOf(store::Store& store,
                                             const Vault& vault,
                                             absl::string_view tenant);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TRANSFER_IMPORT_KEYS_H_
