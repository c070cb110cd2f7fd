// A connection: one customer's account at one vendor, as the rest of the server
// knows it. Holds no secret: credentials are opened separately (registry.h).
#ifndef HIREWIRE_AUTH_CONNECTION_CONNECTION_H_
#define HIREWIRE_AUTH_CONNECTION_CONNECTION_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"

namespace hirewire::auth {

enum class AuthKind {
  kApiKey,
  // OAuth 2.0 client credentials (RFC 6749, section 4.4).
  kClientCredentials,
};

enum class ConnectionState {
  // Made, but never authorized.
  kPending,
  kActive,
  // Works in part; the reason says what does not.
  kDegraded,
  // The vendor rejects the credentials: a person has to connect again.
  kNeedsReauthorization,
  // Switched off by its owner.
  kDisabled,
};

struct Connection {
  // Unique within its tenant: 1 to 63 of a-z 0-9 - _, first a letter or digit.
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
  // The caller's own, for finding connections again.
  std::map<std::string, std::string> labels;
  ConnectionState state = ConnectionState::kActive;
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
