// What a server keeps: its database, in a folder unless it is PostgreSQL's. The
// master keys that seal what is in it may lie in the folder, too
// (master_keys.h).
//
//   HW_ASSIGN_OR_RETURN(Kept kept, OpenDataDir("/var/lib/hirewire", ""));
//   ConnectionRegistry registry(*kept.store, vault, clock, random);
#ifndef HIREWIRE_SERVICES_SERVER_DATA_DIR_H_
#define HIREWIRE_SERVICES_SERVER_DATA_DIR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "base/store/store.h"

namespace hirewire::server {

struct Kept {
  std::unique_ptr<store::Store> store;
};

// Makes the folder (mode 0700) and hirewire.db where nothing is yet. `database`
// is PostgreSQL's connection string; then there is no hirewire.db. Without it
// ":memory:" keeps nothing. Every failure names the path or the database, and
// none repeats a password.
absl::StatusOr<Kept> OpenDataDir(const std::string& path,
                                 const std::string& database);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_DATA_DIR_H_
