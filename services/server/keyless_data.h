// What a process keeps that serves no auth: the database, and keys for page
// tokens. The master keys are not read, even where they lie beside it.
#ifndef HIREWIRE_SERVICES_SERVER_KEYLESS_DATA_H_
#define HIREWIRE_SERVICES_SERVER_KEYLESS_DATA_H_

#include "absl/status/statusor.h"
#include "services/server/config.h"
#include "services/server/data_dir.h"

namespace hirewire::server {

// The keyring is Config::page_keys, or page-keys in data_dir, made where it is
// not there: it seals nothing that is kept. FAILED_PRECONDITION: the database
// was not begun yet, which the process with the keys does.
absl::StatusOr<Kept> OpenKeyless(const Config& config);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_KEYLESS_DATA_H_
