#include "tools/cli/credentials.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"

namespace hirewire::cli {

namespace {

struct Part {
  const char* flag;
  const char* variable;
  const char* prompt;
  // Whether it must not be seen.
  bool secret;
};

constexpr Part kApiKey = {"api-key", "HIREWIRE_API_KEY", "API key: ", true};
constexpr Part kClientId = {"client-id", "HIREWIRE_CLIENT_ID",
                            "Client id: ", false};
constexpr Part kClientSecret = {"client-secret", "HIREWIRE_CLIENT_SECRET",
                                "Client secret: ", true};

bool Takes(const v1::Connector& connector, v1::AuthKind kind) {
  return std::count(connector.auth_kinds().begin(),
                    connector.auth_kinds().end(), kind) > 0;
}

bool IsGiven(const Part& part, const Args& args, const Console& console) {
  return args.Has(part.flag) ||
         (console.environment && console.environment(part.variable));
}

absl::StatusOr<std::string> Read(const Part& part, const Args& args,
                                 Console& console) {
  if (const auto value = args.Value(part.flag)) {
    if (part.secret) {
      console.err << "note: while this runs, others on this machine can read "
                     "--"
                  << part.flag << "; " << part.variable
                  << " or standard input keep it to yourself\n";
    }
    return *value;
  }
  if (console.environment) {
    if (const auto value = console.environment(part.variable)) return *value;
  }
  if (console.ask_secret) return console.ask_secret(part.prompt);
  std::string line;
  if (!std::getline(console.in, line)) {
    return absl::InvalidArgumentError(
        absl::StrCat("a credential is missing: set ", part.variable,
                     ", or write it to standard input"));
  }
  return std::string(absl::StripAsciiWhitespace(line));
}

}  // namespace

absl::Status ReadClient(const Args& args, Console& console,
                        v1::ClientCredentials& client) {
  HW_ASSIGN_OR_RETURN(*client.mutable_client_id(),
                      Read(kClientId, args, console));
  HW_ASSIGN_OR_RETURN(*client.mutable_client_secret(),
                      Read(kClientSecret, args, console));
  return absl::OkStatus();
}

absl::Status ReadCredentials(const Args& args, const v1::Connector& connector,
                             Console& console,
                             v1::CreateConnectionRequest& request) {
  const bool key_given = IsGiven(kApiKey, args, console);
  const bool client_given = IsGiven(kClientId, args, console) ||
                            IsGiven(kClientSecret, args, console);
  const bool takes_key = Takes(connector, v1::AUTH_KIND_API_KEY);
  const bool takes_client = Takes(connector, v1::AUTH_KIND_CLIENT_CREDENTIALS);
  // What was given decides where the vendor takes both kinds.
  if (takes_key && (key_given || !client_given || !takes_client)) {
    HW_ASSIGN_OR_RETURN(std::string key, Read(kApiKey, args, console));
    request.set_api_key(key);
    return absl::OkStatus();
  }
  if (takes_client) {
    v1::ClientCredentials& client = *request.mutable_client_credentials();
    HW_RETURN_IF_ERROR(ReadClient(args, console, client));
    client.set_acting_user_id(args.ValueOr("acting-user", ""));
    return absl::OkStatus();
  }
  if (Takes(connector, v1::AUTH_KIND_AUTHORIZATION_CODE)) {
    return absl::InvalidArgumentError(absl::StrCat(
        connector.vendor(), " connects by signing in there: give --link"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(connector.vendor(),
                   " takes a kind of credential that this program does not "
                   "know: is it older than the server?"));
}

}  // namespace hirewire::cli
