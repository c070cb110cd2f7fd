// How the server proves who it is, and asks its callers the same.
//
//   HW_ASSIGN_OR_RETURN(auto credentials, MakeServerCredentials(
//       {.certificate = "/etc/hirewire/tls.crt", .key =
//       "/etc/hirewire/tls.key"}));
#ifndef HIREWIRE_SERVICES_SERVER_TLS_H_
#define HIREWIRE_SERVICES_SERVER_TLS_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace hirewire::server {

// Paths of PEM files. They are read again when they change, so that a
// certificate is renewed without a restart.
struct TlsFiles {
  // The server's chain and its key. Empty: plain text.
  std::string certificate = "";
  std::string key = "";
  // Whose client certificates are taken. Empty: none are asked for. A client
  // may come without one; a wrong one does not get in.
  std::string client_authorities = "";
  unsigned reread_seconds = 10;
};

// FAILED_PRECONDITION names the file that cannot be read or is not what it
// should be, now: TLS itself would tell callers only.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsFiles& files);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_TLS_H_
