#include "auth/inbound/caller.h"

namespace hirewire::auth {

bool MayPlay(const Caller& caller, v1::CallerRole role) {
  if (role == v1::CALLER_ROLE_UNSPECIFIED) return false;
  if (caller.roles.count(role) > 0) return true;
  return role != v1::CALLER_ROLE_TOKENS &&
         caller.roles.count(v1::CALLER_ROLE_ADMIN) > 0;
}

Caller Operator() { return {"", "", {v1::CALLER_ROLE_ADMIN}}; }

}  // namespace hirewire::auth
