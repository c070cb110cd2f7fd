// hirewire connect: makes a connection.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status/macros.h"
#include "google/protobuf/map.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/credentials.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire connect VENDOR [FLAGS]\n"
    "       hirewire connect [VENDOR] --link [FLAGS]\n"
    "\n"
    "Makes a connection: an account at a vendor with the credential to use "
    "it.\n"
    "`hirewire connectors` lists the vendors.\n"
    "\n"
    "The credential comes from HIREWIRE_API_KEY, or HIREWIRE_CLIENT_ID and\n"
    "HIREWIRE_CLIENT_SECRET; else it is asked for, or read from standard\n"
    "input, a line each. The flags --api-key, --client-id and --client-secret\n"
    "work too, but others on this machine can read them.\n"
    "\n"
    "With --link nothing is asked here: a one-time link to the server's "
    "connect\n"
    "page is printed, for the customer to sign in or to paste a key, and this\n"
    "waits until they have.\n"
    "\n"
    "  --link                print a link to the connect page\n"
    "  --return-url URL      with --link: where the customer goes when done\n"
    "  --no-wait             with --link: do not wait\n"
    "  --id ID               how to name the connection; made up otherwise\n"
    "  --display-name TEXT   a name for people\n"
    "  --environment NAME    which of the vendor's environments\n"
    "  --acting-user ID      the vendor's user on whose behalf calls are made\n"
    "  --set NAME=VALUE      what else the vendor needs, such as\n"
    "                        subdomain=acme; may be repeated\n"
    "  --label KEY=VALUE     a note of your own; may be repeated\n"
    "  --base-url URL        for simulators, on development servers only\n"
    "  --token-url URL       likewise, the token endpoint\n"
    "\n"
    "Example: HIREWIRE_API_KEY=... hirewire connect lever --id acme\n";

using TextMap = google::protobuf::Map<std::string, std::string>;

// Every KEY=VALUE that was given with `flag`.
absl::Status ReadPairs(const Args& args, const std::string& flag,
                       TextMap& pairs) {
  for (const std::string& pair : args.Values(flag)) {
    const std::vector<std::string> parts =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    if (parts.size() != 2) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", flag, " ", pair, " is not KEY=VALUE"));
    }
    pairs[parts[0]] = parts[1];
  }
  return absl::OkStatus();
}

// Waits until the customer is done, at most as long as the link is good.
absl::Status AwaitCustomer(Session& session, const Args& args,
                           v1::ConnectSession connect) {
  v1::GetConnectSessionRequest ask;
  ask.set_session_id(connect.id());
  while (connect.state() != v1::CONNECT_SESSION_STATE_COMPLETED) {
    session.progress.Show("waiting for the customer");
    session.client.WaitForServer(absl::Seconds(1), [] { return true; });
    v1::GetConnectSessionResponse seen;
    HW_RETURN_IF_ERROR(
        session.Call("AuthService", "GetConnectSession", ask, seen));
    connect = seen.session();
  }
  v1::GetConnectionRequest request;
  request.set_connection_id(connect.connection_id());
  v1::GetConnectionResponse made;
  HW_RETURN_IF_ERROR(
      session.Call("AuthService", "GetConnection", request, made));
  Output output(session.console, *v1::Connection::descriptor(),
                {.json = args.Has("json")});
  output.Add(made.connection());
  output.Finish();
  return absl::OkStatus();
}

// What would have no effect is refused: its giver relies on it.
absl::Status CheckFlags(const Args& args) {
  const bool link = args.Has("link");
  const std::vector<std::string> others =
      link ? std::vector<std::string>{"environment",
                                      "token-url",
                                      "api-key",
                                      "client-id",
                                      "client-secret",
                                      "acting-user",
                                      "set"}
           : std::vector<std::string>{"return-url", "no-wait"};
  for (const std::string& flag : others) {
    if (!args.Has(flag)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "--", flag, link ? " does not go with --link" : " goes with --link"));
  }
  if (link && args.Has("base-url") && args.words().empty()) {
    return absl::InvalidArgumentError(
        "--base-url is of a vendor: connect VENDOR --link");
  }
  return absl::OkStatus();
}

absl::Status ConnectByLink(Session& session, const Args& args) {
  if (args.words().size() > 1) {
    return absl::InvalidArgumentError("connect --link takes at most a vendor");
  }
  v1::CreateConnectSessionRequest request;
  for (const std::string& vendor : args.words()) {
    request.add_vendors(vendor);
    const std::string url = args.ValueOr("base-url", "");
    if (!url.empty()) (*request.mutable_base_urls())[vendor] = url;
  }
  request.set_connection_id(args.ValueOr("id", ""));
  request.set_display_name(args.ValueOr("display-name", ""));
  const std::string return_url = args.ValueOr("return-url", "");
  if (!return_url.empty()) request.add_return_urls(return_url);
  HW_RETURN_IF_ERROR(ReadPairs(args, "label", *request.mutable_labels()));
  v1::CreateConnectSessionResponse made;
  HW_RETURN_IF_ERROR(
      session.Call("AuthService", "CreateConnectSession", request, made));
  if (args.Has("no-wait")) {
    session.console.out << made.url() << "\n";
    return absl::OkStatus();
  }
  session.console.err << "Open " << made.url() << "\n" << std::flush;
  return AwaitCustomer(session, args, made.session());
}

absl::Status Connect(Session& session, const Args& args) {
  HW_RETURN_IF_ERROR(CheckFlags(args));
  if (args.Has("link")) return ConnectByLink(session, args);
  if (args.words().size() != 1) {
    return absl::InvalidArgumentError("connect takes one vendor: see --help");
  }
  v1::CreateConnectionRequest request;
  request.set_vendor(args.words()[0]);
  request.set_connection_id(args.ValueOr("id", ""));
  request.set_display_name(args.ValueOr("display-name", ""));
  request.set_environment(args.ValueOr("environment", ""));
  request.set_base_url(args.ValueOr("base-url", ""));
  request.set_token_url(args.ValueOr("token-url", ""));
  HW_RETURN_IF_ERROR(ReadPairs(args, "label", *request.mutable_labels()));
  HW_RETURN_IF_ERROR(ReadPairs(args, "set", *request.mutable_settings()));
  // Before anything is asked for: is there such a vendor, and what does it
  // take?
  v1::GetConnectorRequest ask;
  ask.set_vendor(request.vendor());
  v1::GetConnectorResponse vendor;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "GetConnector", ask, vendor));
  HW_RETURN_IF_ERROR(
      ReadCredentials(args, vendor.connector(), session.console, request));
  v1::CreateConnectionResponse made;
  HW_RETURN_IF_ERROR(
      session.Call("AuthService", "CreateConnection", request, made));
  Output output(session.console, *v1::Connection::descriptor(),
                {.json = args.Has("json")});
  output.Add(made.connection());
  output.Finish();
  if (!args.Has("json")) {
    session.console.err << "Try it: hirewire connections check "
                        << made.connection().id() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

Command ConnectCommand() {
  return {.name = "connect",
          .summary = "makes a connection to an account at a vendor",
          .help = kHelp,
          .flags = {{"id"},
                    {"display-name"},
                    {"environment"},
                    {"base-url"},
                    {"token-url"},
                    {"api-key"},
                    {"client-id"},
                    {"client-secret"},
                    {"acting-user"},
                    {"link", FlagSpec::kSwitch},
                    {"no-wait", FlagSpec::kSwitch},
                    {"return-url"},
                    {"set", FlagSpec::kRepeated},
                    {"label", FlagSpec::kRepeated}},
          .run = Connect};
}

}  // namespace hirewire::cli
