// What a server keeps: its database, and the master keys that seal what is in
// it. The keys are in a folder; so is the database, unless it is PostgreSQL's.
//
//   HW_ASSIGN_OR_RETURN(Kept kept, OpenDataDir("/var/lib/hirewire", ""));
//   ConnectionRegistry registry(*kept.store, vault, clock, random);
#ifndef HIREWIRE_SERVICES_SERVER_DATA_DIR_H_
#define HIREWIRE_SERVICES_SERVER_DATA_DIR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "base/crypto/keyring.h"
#include "base/store/store.h"

namespace hirewire::server {

struct Kept {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<crypto::Keyring> keyring;
};

// Makes the folder (mode 0700), hirewire.db and master-keys where nothing is
// yet. `database` is PostgreSQL's connection string; then there is no
// hirewire.db. Without it ":memory:" keeps nothing.
// A database without its keys, or with others, is refused: new keys would only
// hide that the old ones are lost. Every failure names the path or the
// database, and none repeats a password.
absl::StatusOr<Kept> OpenDataDir(const std::string& path,
                                 const std::string& database);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_DATA_DIR_H_
