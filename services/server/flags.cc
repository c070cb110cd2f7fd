#include "services/server/flags.h"

#include <cstdint>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"

// The same names, meanings and defaults as in server_config.proto. Without a
// default here: what the command line does not say, the file may.
ABSL_FLAG(absl::optional<std::string>, listen, absl::nullopt,
          "host:port to listen on; other than loopback takes --auth=required "
          "and --tls_cert; port 0 takes any free one (127.0.0.1:8470)");
ABSL_FLAG(absl::optional<std::string>, data_dir, absl::nullopt,
          "folder of the database and the master keys, made if it is not "
          "there; :memory: keeps nothing (./.hirewire)");
ABSL_FLAG(absl::optional<uint32_t>, shards, absl::nullopt,
          "event loops, each with a thread; 0 means one per processor (0)");
ABSL_FLAG(bool, allow_loopback_vendors, false,
          "let connections name their vendor's addresses, http on loopback "
          "among them; development only (false)");
ABSL_FLAG(absl::optional<uint32_t>, default_deadline, absl::nullopt,
          "seconds that a call may take whose caller gave no deadline (60)");
ABSL_FLAG(absl::optional<uint32_t>, max_message_mib, absl::nullopt,
          "the largest reply, in MiB (64)");
ABSL_FLAG(absl::optional<uint32_t>, drain_seconds, absl::nullopt,
          "seconds that calls under way may still take at the end (10)");
ABSL_FLAG(absl::optional<std::string>, manifest_dir, absl::nullopt,
          "folder of manifests that override or add vendors; read again when "
          "they change (none)");
ABSL_FLAG(absl::optional<std::string>, database, absl::nullopt,
          "postgresql:// URI of the database; SQLite in data_dir where "
          "there is none (none)");
ABSL_FLAG(absl::optional<std::string>, services, absl::nullopt,
          "which services to serve, separated by commas: auth, catalog, "
          "connectors, or all (all)");
ABSL_FLAG(absl::optional<std::string>, master_keys, absl::nullopt,
          "where the master keys are: file, file:PATH, env:VARIABLE or "
          "command:PATH (file)");
ABSL_FLAG(absl::optional<std::string>, auth, absl::nullopt,
          "how callers prove who they are: open, which only loopback "
          "takes, or required (open on loopback)");
ABSL_FLAG(absl::optional<std::string>, tls_cert, absl::nullopt,
          "PEM file of the server's certificate chain (none: plain "
          "text, loopback only)");
ABSL_FLAG(absl::optional<std::string>, tls_key, absl::nullopt,
          "PEM file of the key of tls_cert (none)");
ABSL_FLAG(absl::optional<std::string>, tls_client_ca, absl::nullopt,
          "PEM file of the authorities of client certificates (none)");
ABSL_FLAG(absl::optional<std::string>, token_callers, absl::nullopt,
          "names in client certificates that may ask TokenService, "
          "separated by commas (none)");
ABSL_FLAG(absl::optional<std::string>, jwt_issuer, absl::nullopt,
          "issuer of the JSON Web Tokens that callers may show (none)");
ABSL_FLAG(absl::optional<std::string>, jwt_audience, absl::nullopt,
          "audience that those tokens must have (none)");
ABSL_FLAG(absl::optional<std::string>, jwt_jwks, absl::nullopt,
          "https address or path of the issuer's keys (none)");
ABSL_FLAG(absl::optional<std::string>, jwt_tenant_claim, absl::nullopt,
          "claim that names the tenant (tenant)");
ABSL_FLAG(absl::optional<std::string>, jwt_roles_claim, absl::nullopt,
          "claim that lists the roles (roles)");
ABSL_FLAG(absl::optional<std::string>, edge_listen, absl::nullopt,
          "host:port of the connect page (none: no page)");
ABSL_FLAG(absl::optional<std::string>, edge_url, absl::nullopt,
          "how browsers reach the connect page (http and edge_listen, "
          "loopback only)");
ABSL_FLAG(absl::optional<std::string>, token_service, absl::nullopt,
          "host:port of the process that serves auth, for one that does "
          "not (none)");
ABSL_FLAG(absl::optional<std::string>, token_service_ca, absl::nullopt,
          "PEM file of the authority of its certificate (none)");
ABSL_FLAG(absl::optional<std::string>, token_service_cert, absl::nullopt,
          "PEM file of the certificate to show it (none)");
ABSL_FLAG(absl::optional<std::string>, token_service_key, absl::nullopt,
          "PEM file of the key of token_service_cert (none)");
ABSL_FLAG(absl::optional<std::string>, page_keys, absl::nullopt,
          "file of the keys that seal page tokens (the master keys, "
          "else data_dir/page-keys)");
ABSL_FLAG(std::string, config, "",
          "a file of `key: value` lines with the keys above, but for this "
          "one; flags win over it");

namespace hirewire::server {

namespace {

constexpr char kUsage[] =
    "The Hirewire server: one gRPC API for every applicant tracking system.\n"
    "\n"
    "  hirewired --data_dir /var/lib/hirewire\n"
    "\n"
    "Exit status: 0 stopped after all calls ended; 1 could not start, or a "
    "flag that does not exist; 2 wrong configuration; 3 stopped, and calls had "
    "to be cancelled; 128 "
    "and the signal's number after a second signal.";

// Whether a bool flag stands on the command line, as --name or --noname.
bool Mentions(int argc, char** argv, absl::string_view name) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view word = argv[i];
    if (!absl::ConsumePrefix(&word, "--") && !absl::ConsumePrefix(&word, "-")) {
      continue;
    }
    word = word.substr(0, word.find('='));
    if (word == name || word == absl::StrCat("no", name)) return true;
  }
  return false;
}

// Who may call, with which keys, over what.
void ReadAuthFlags(internal::v1::ServerConfig& config) {
  if (auto v = absl::GetFlag(FLAGS_database)) config.set_database(*v);
  if (auto v = absl::GetFlag(FLAGS_services)) config.set_services(*v);
  if (auto v = absl::GetFlag(FLAGS_master_keys)) config.set_master_keys(*v);
  if (auto v = absl::GetFlag(FLAGS_auth)) config.set_auth(*v);
  if (auto v = absl::GetFlag(FLAGS_tls_cert)) config.set_tls_cert(*v);
  if (auto v = absl::GetFlag(FLAGS_tls_key)) config.set_tls_key(*v);
  if (auto v = absl::GetFlag(FLAGS_tls_client_ca)) config.set_tls_client_ca(*v);
  if (auto v = absl::GetFlag(FLAGS_token_callers)) config.set_token_callers(*v);
  if (auto v = absl::GetFlag(FLAGS_jwt_issuer)) config.set_jwt_issuer(*v);
  if (auto v = absl::GetFlag(FLAGS_jwt_audience)) config.set_jwt_audience(*v);
  if (auto v = absl::GetFlag(FLAGS_jwt_jwks)) config.set_jwt_jwks(*v);
  if (auto v = absl::GetFlag(FLAGS_jwt_tenant_claim))
    config.set_jwt_tenant_claim(*v);
  if (auto v = absl::GetFlag(FLAGS_jwt_roles_claim))
    config.set_jwt_roles_claim(*v);
  if (auto v = absl::GetFlag(FLAGS_edge_listen)) config.set_edge_listen(*v);
  if (auto v = absl::GetFlag(FLAGS_edge_url)) config.set_edge_url(*v);
  if (auto v = absl::GetFlag(FLAGS_token_service)) config.set_token_service(*v);
  if (auto v = absl::GetFlag(FLAGS_token_service_ca))
    config.set_token_service_ca(*v);
  if (auto v = absl::GetFlag(FLAGS_token_service_cert))
    config.set_token_service_cert(*v);
  if (auto v = absl::GetFlag(FLAGS_token_service_key))
    config.set_token_service_key(*v);
  if (auto v = absl::GetFlag(FLAGS_page_keys)) config.set_page_keys(*v);
}

}  // namespace

void DescribeProgram() {
  absl::SetProgramUsageMessage(kUsage);
  // Ours are all in this file; by default --help looks for one that is named
  // like the program.
  absl::FlagsUsageConfig config;
  config.contains_help_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "services/server/flags.cc");
  };
  absl::SetFlagsUsageConfig(config);
}

absl::StatusOr<Flags> ReadFlags(int argc, char** argv) {
  const std::vector<char*> words = absl::ParseCommandLine(argc, argv);
  if (words.size() > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", words[1], "\" is no flag: see --help"));
  }
  Flags flags;
  flags.config_file = absl::GetFlag(FLAGS_config);
  internal::v1::ServerConfig& config = flags.config;
  if (auto v = absl::GetFlag(FLAGS_listen)) config.set_listen(*v);
  if (auto v = absl::GetFlag(FLAGS_data_dir)) config.set_data_dir(*v);
  if (auto v = absl::GetFlag(FLAGS_shards)) config.set_shards(*v);
  // A plain bool, so that it works without a value; whether it was there at
  // all, the words tell.
  if (Mentions(argc, argv, "allow_loopback_vendors")) {
    config.set_allow_loopback_vendors(
        absl::GetFlag(FLAGS_allow_loopback_vendors));
  }
  if (auto v = absl::GetFlag(FLAGS_default_deadline)) {
    config.set_default_deadline(*v);
  }
  if (auto v = absl::GetFlag(FLAGS_max_message_mib)) {
    config.set_max_message_mib(*v);
  }
  if (auto v = absl::GetFlag(FLAGS_drain_seconds)) config.set_drain_seconds(*v);
  if (auto v = absl::GetFlag(FLAGS_manifest_dir)) config.set_manifest_dir(*v);
  ReadAuthFlags(config);
  return flags;
}

}  // namespace hirewire::server
