// A connection: one customer's account at one vendor, as the rest of the server
// knows it. Holds no secret: credentials are opened separately (registry.h).
#ifndef HIREWIRE_AUTH_CONNECTION_CONNECTION_H_
#define HIREWIRE_AUTH_CONNECTION_CONNECTION_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace hirewire::auth {

// The numbers are stored (proto/hirewire/internal/v1/connection.proto).
enum class AuthKind {
  kApiKey = 1,
  // OAuth 2.0 client credentials (RFC 6749, section 4.4).
  kClientCredentials = 2,
  // OAuth 2.0 authorization code (RFC 6749, section 4.1).
  kAuthorizationCode = 3,
};

// What is known of the credential. The numbers are stored.
enum class ConnectionState {
  // The vendor has not been asked yet.
  kPending = 1,
  // The vendor took it when it was last used.
  kActive = 2,
  // It works in part: a permission is missing, or the token could not be
  // renewed and the old one still lives.
  kDegraded = 3,
  // The vendor takes it no more: its owner has to connect again.
  kNeedsReauthorization = 4,
  // Switched off: nothing is sent to the vendor.
  kDisabled = 5,
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
  ConnectionState state = ConnectionState::kPending;
  // Why it is in this state: an ErrorReason's name, or empty.
  std::string state_reason;
  // Permissions that the vendor says the credential has, and those found
  // missing, in the vendor's spelling.
  std::vector<std::string> granted_scopes;
  std::vector<std::string> missing_scopes;
  absl::Time create_time;
  absl::Time update_time;
  // When the vendor last took the credential; InfinitePast for never. Written
  // at most once a minute, and then without a new generation.
  absl::Time last_success_time = absl::InfinitePast();
  // Grows by one with each new credential: what was made from an older one is
  // stale.
  int64_t credential_version = 1;
  // Changes with every change of the record, and never comes back: what was
  // built from a connection is stale when this differs.
  int64_t generation = 0;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_CONNECTION_H_
