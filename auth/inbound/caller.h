// Who calls in: a program of one tenant, and what it may do.
//
//   if (!MayPlay(caller, v1::CALLER_ROLE_WRITE)) ...
#ifndef HIREWIRE_AUTH_INBOUND_CALLER_H_
#define HIREWIRE_AUTH_INBOUND_CALLER_H_

#include <set>
#include <string>

#include "hirewire/v1/options.pb.h"

namespace hirewire::auth {

struct Caller {
  // For the log, and to tell one caller of a tenant from another. Empty where
  // callers are not asked who they are.
  std::string id;
  // Whose connections it sees. Empty: the operator's.
  std::string tenant;
  std::set<v1::CallerRole> roles;
};

// Whether it may do what takes `role`. An admin may do all but ask for tokens;
// nobody may do what takes UNSPECIFIED.
bool MayPlay(const Caller& caller, v1::CallerRole role);

// Whoever runs the server, as where callers are not asked who they are: an
// admin of the operator's tenant.
Caller Operator();

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_CALLER_H_
