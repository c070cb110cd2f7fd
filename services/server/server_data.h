// What a process opens before it serves: its database, and the keys that seal
// what is in it and what callers carry.
//
//   HW_ASSIGN_OR_RETURN(ServerData data, OpenServerData(config, parts, clock));
//   const auth::Vault vault(data.aead());
#ifndef HIREWIRE_SERVICES_SERVER_SERVER_DATA_H_
#define HIREWIRE_SERVICES_SERVER_SERVER_DATA_H_

#include <memory>

#include "absl/status/statusor.h"
#include "base/crypto/aead.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "services/server/config.h"
#include "services/server/served_parts.h"

namespace hirewire::server {

struct ServerData {
  std::unique_ptr<store::Store> store;
  // Null in a process that does not serve auth: it does not read them, even
  // where they lie beside the database.
  std::unique_ptr<crypto::MasterKeys> master_keys;
  // Null where page tokens are sealed by the master keys.
  std::unique_ptr<crypto::Keyring> page_keys;

  // Seals what is kept. Without master keys that is nothing, and the page keys
  // open none of it.
  const crypto::Aead& aead() const;
  // Seals page tokens.
  const crypto::Aead& page_aead() const;
};

// FAILED_PRECONDITION or INVALID_ARGUMENT names the file or setting: what
// OpenDataDir and OpenMasterKeys fail with, or, for a process without auth, a
// database that the one with auth has not begun yet.
absl::StatusOr<ServerData> OpenServerData(const Config& config,
                                          const ServedParts& parts,
                                          const Clock& clock);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_SERVER_DATA_H_
