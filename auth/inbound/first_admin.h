// The way into a server that asks its callers who they are and knows none yet:
// an admin whose key is in a file that only the server's own user can read.
//
//   HW_ASSIGN_OR_RETURN(const bool made,
//                       MakeFirstAdmin(callers, data_dir + "/admin-key"));
#ifndef HIREWIRE_AUTH_INBOUND_FIRST_ADMIN_H_
#define HIREWIRE_AUTH_INBOUND_FIRST_ADMIN_H_

#include <string>

#include "absl/status/statusor.h"
#include "auth/inbound/caller_registry.h"

namespace hirewire::auth {

// Where there was never any caller, makes "admin" of the operator's tenant and
// writes its key to `path` (mode 0600): the file first, so that whoever is
// stopped half-way goes on from it. False where there was one.
// FAILED_PRECONDITION: the file is open to others, or holds no key.
absl::StatusOr<bool> MakeFirstAdmin(CallerRegistry& callers,
                                    const std::string& path);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_FIRST_ADMIN_H_
