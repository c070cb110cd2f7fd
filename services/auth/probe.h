// What a live probe of a credential says of its connection.
#ifndef HIREWIRE_SERVICES_AUTH_PROBE_H_
#define HIREWIRE_SERVICES_AUTH_PROBE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth_service {

struct ProbeVerdict {
  auth::ConnectionState state = auth::ConnectionState::kActive;
  // UNSPECIFIED where all is well.
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  // For people; empty where all is well.
  std::string detail;
  // What is known of permissions from now on, in the vendor's spelling.
  std::vector<std::string> granted_scopes;
  std::vector<std::string> missing_scopes;
};

// `probe` is what Account::Check gave for `connection`. A lost credential and a
// missing permission are verdicts. Anything else says nothing of the
// credential, so it stays the failure that it is.
//
// A probe that works clears what earlier probes found missing; a permission
// that the vendor's own list lacks stays missing.
absl::StatusOr<ProbeVerdict> Judge(const auth::Connection& connection,
                                   const absl::Status& probe);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_PROBE_H_
