// A connection: one customer's account at one vendor, as the rest of the server
// knows it. Holds no secret: credentials are opened separately (registry.h).
#ifndef HIREWIRE_AUTH_CONNECTION_CONNECTION_H_
#define HIREWIRE_AUTH_CONNECTION_CONNECTION_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"

namespace hirewire::auth {

// The numbers are stored (proto/hirewire/internal/v1/connection.proto).
enum class AuthKind {
  kApiKey = 1,
  // OAuth 2.0 client credentials (RFC 6749, section 4.4).
  kClientCredentials = 2,
};

// What is known of the credential. The numbers are stored.
enum class ConnectionState {
  // The vendor has not been asked yet.
  kUnverified = 1,
  // The vendor took it when it was last used.
  kActive = 2,
  // The vendor took it, and some permission is missing.
  kLimited = 3,
  // The vendor rejected it when it was last used.
  kCredentialsRejected = 4,
};

struct Connection {
  // Unique within its tenant: 1 to 63 of a-z, 0-9 and -, first a letter.
  std::string id;
  // Whose connection it is. Empty where the server has one tenant.
  std::string tenant;
  // The connector's name, e.g. "greenhouse".
  std::string vendor;
  // For people; free text.
  std::string display_name;
  // The vendor environment of the manifest ("production", "sandbox", "eu");
  // empty for the default.
  std::string environment;
  // Where they are set, they replace the environment's URLs.
  std::string base_url;
  std::string token_url;
  AuthKind auth_kind = AuthKind::kApiKey;
  // The caller's own notes: at most 64; keys of 1 to 63 bytes, values of at
  // most 255.
  std::map<std::string, std::string> labels;
  // What the connector asks of an account besides its credential, such as its
  // subdomain: at most 64, bounded as labels are. The connector knows which.
  std::map<std::string, std::string> settings;
  ConnectionState state = ConnectionState::kUnverified;
  // Why it is in this state: an ErrorReason's name, or empty.
  std::string state_reason;
  absl::Time create_time;
  absl::Time update_time;
  // Changes with every change of the record, and never comes back: what was
  // built from a connection is stale when this differs.
  int64_t generation = 0;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_CONNECTION_H_
