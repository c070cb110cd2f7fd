// How a server is set up: defaults, one file, flags; the later wins.
//
//   HW_ASSIGN_OR_RETURN(auto file, ParseConfigFile(path, text));
//   HW_ASSIGN_OR_RETURN(Config config, MakeConfig({file, flags}, 4));
//
// Wrong configuration is fatal at start, and named: nothing is corrected or
// ignored in silence.
#ifndef HIREWIRE_SERVICES_SERVER_CONFIG_H_
#define HIREWIRE_SERVICES_SERVER_CONFIG_H_

#include <cstddef>
#include <initializer_list>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "hirewire/internal/v1/server_config.pb.h"

namespace hirewire::server {

// The place of data that is not to be kept.
inline constexpr char kInMemory[] = ":memory:";

// The values of Config::auth.
inline constexpr char kAuthOpen[] = "open";
inline constexpr char kAuthRequired[] = "required";

// What each field means and its default: server_config.proto.
struct Config {
  std::string listen = "127.0.0.1:8470";
  std::string data_dir = "./.hirewire";
  size_t shards = 1;
  bool allow_loopback_vendors = false;
  absl::Duration default_deadline = absl::Seconds(60);
  size_t max_reply_bytes = size_t{64} << 20;
  absl::Duration drain = absl::Seconds(10);
  std::string manifest_dir;
  std::string database;
  std::string services = "all";
  std::string master_keys = "file";
  // Empty means kAuthOpen; MakeConfig leaves none empty.
  std::string auth;
  std::string tls_cert;
  std::string tls_key;
  std::string tls_client_ca;
  std::string token_callers;
  std::string jwt_issuer;
  std::string jwt_audience;
  std::string jwt_jwks;
  std::string jwt_tenant_claim = "tenant";
  std::string jwt_roles_claim = "roles";
  std::string edge_listen;
  std::string edge_url;
  std::string token_service;
  std::string token_service_ca;
  std::string token_service_cert;
  std::string token_service_key;
  std::string page_keys;
};

// Reads the text of a configuration file. INVALID_ARGUMENT names `file`, line,
// column and the unknown key or the value that cannot be.
absl::StatusOr<internal::v1::ServerConfig> ParseConfigFile(
    absl::string_view file, absl::string_view text);

// `layers` over the defaults, later ones win. `processors` is how many the
// machine has. INVALID_ARGUMENT where a value is out of its range, or what is
// said of callers does not fit together (inbound_rules.h).
absl::StatusOr<Config> MakeConfig(
    std::initializer_list<internal::v1::ServerConfig> layers,
    size_t processors);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_CONFIG_H_
