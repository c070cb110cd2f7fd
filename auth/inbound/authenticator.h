// From what a call shows to who makes it.
//
//   HW_ASSIGN_OR_RETURN(Caller caller, authenticator.Authenticate(presented));
#ifndef HIREWIRE_AUTH_INBOUND_AUTHENTICATOR_H_
#define HIREWIRE_AUTH_INBOUND_AUTHENTICATOR_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/inbound/caller.h"

namespace hirewire::auth {

// What a call shows. The texts outlive the question.
struct Presented {
  // The values of the header `authorization`, as they came.
  std::vector<absl::string_view> authorization;
  // The names in the client's certificate, which was verified: URIs and DNS
  // names among the alternative ones, then the common name.
  std::vector<std::string> certificate_names;
};

// Thread-safe.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // UNAUTHENTICATED_CALLER, with one message whatever was wrong; other failures
  // are our own. May block for a local read.
  virtual absl::StatusOr<Caller> Authenticate(const Presented& presented) = 0;
};

// Asks nobody: whoever calls is the operator.
class OpenAuthenticator : public Authenticator {
 public:
  absl::StatusOr<Caller> Authenticate(const Presented&) override {
    return Operator();
  }
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_AUTHENTICATOR_H_
