// The master keys of a server, from where its configuration says, checked
// against what its store needs.
//
//   HW_ASSIGN_OR_RETURN(auto keys, OpenMasterKeys(config, store, clock));
//   auth::Vault vault(*keys);
#ifndef HIREWIRE_SERVICES_SERVER_MASTER_KEYS_H_
#define HIREWIRE_SERVICES_SERVER_MASTER_KEYS_H_

#include <memory>

#include "absl/status/statusor.h"
#include "base/crypto/master_keys.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "services/server/config.h"

namespace hirewire::server {

// Makes a key file only where the store was never used with a master key: a new
// one would only hide that the old one is lost. Refuses keys that are not those
// of the store, naming their ids and where they come from, and changes nothing
// then. `clock` outlives the keys. Blocks.
absl::StatusOr<std::unique_ptr<crypto::MasterKeys>> OpenMasterKeys(
    const Config& config, store::Store& store, const Clock& clock);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_MASTER_KEYS_H_
