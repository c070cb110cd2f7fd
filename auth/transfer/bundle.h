// Connections with their credentials as text, on the way from one server to
// another: the JSON within an export. docs/operating.md tells its fields.
//
//   std::string json = WriteBundle(moved);
//   HW_ASSIGN_OR_RETURN(std::vector<MovedConnection> moved, ReadBundle(json));
//
// All of it is secret.
#ifndef HIREWIRE_AUTH_TRANSFER_BUNDLE_H_
#define HIREWIRE_AUTH_TRANSFER_BUNDLE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/transfer/grants.h"
#include "auth/vault/vault.h"

namespace hirewire::auth {

struct MovedConnection {
  Connection connection;
  // By their names: "api_key", "client_id" and so on.
  SecretFields credentials;
  // Of an authorization code connection.
  std::optional<Grant> grant;
};

// The caller wipes the text.
std::string WriteBundle(const std::vector<MovedConnection>& moved);

// ARGUMENT_INVALID: it is no such text, of a later version, or a connection in
// it lacks something or has too much. Says where, and never what.
absl::StatusOr<std::vector<MovedConnection>> ReadBundle(std::string json);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TRANSFER_BUNDLE_H_
