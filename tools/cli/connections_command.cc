// hirewire connections: shows, probes, changes, moves and forgets connections.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/connections_verbs.h"
#include "tools/cli/details.h"
#include "tools/cli/output.h"
#include "tools/cli/text_width.h"
#include "tools/cli/watch_connections.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AuthService";

constexpr char kHelp[] =
    "Usage: hirewire connections [list]\n"
    "       hirewire connections get|check|delete ID\n"
    "       hirewire connections watch [--resume TOKEN]\n"
    "       hirewire connections enable|disable ID\n"
    "       hirewire connections rename ID NAME\n"
    "       hirewire connections rotate ID [--skip-check]\n"
    "       hirewire connections export [ID...] --to KEY --out FILE "
    "[--keep-enabled]\n"
    "       hirewire connections import FILE\n"
    "       hirewire connections import-key\n"
    "       hirewire connections keygen FILE\n"
    "       hirewire connections open-bundle FILE --key FILE\n"
    "\n"
    "Shows, watches, probes, changes, moves and forgets connections.\n"
    "\n"
    "check     asks the vendor whether the credential is good; exit code 4 "
    "where\n"
    "          it is not\n"
    "watch     prints what happens to connections, as it happens, until "
    "Ctrl-C,\n"
    "          and goes on by itself when the server restarts. With --json "
    "each\n"
    "          line has a resume_token; --resume goes on after its event\n"
    "delete    what is deleted here stays good at the vendor: revoke it there\n"
    "disable   nothing is sent to the vendor until `enable`\n"
    "rotate    another credential, from where `connect` takes it; the vendor "
    "is\n"
    "          asked first, unless --skip-check, and the old one stays where "
    "it\n"
    "          says no\n"
    "export    all connections, or those named, with their credentials, "
    "sealed\n"
    "          for --to: what `import-key` of the other server prints, or\n"
    "          `keygen`. They are switched off here unless --keep-enabled\n"
    "keygen    a key pair: the private key in FILE, the public one printed\n"
    "open-bundle  prints what an export holds, secrets and all, without a "
    "server\n"
    "\n"
    "States: pending (not asked yet), active, degraded (a permission is\n"
    "missing, or the token could not be renewed yet), needs reauthorization\n"
    "(connect it again), disabled (switched off). REASON says why.\n";

absl::Status ListAll(Session& session, const Args& args) {
  Output output(session.console, *v1::Connection::descriptor(),
                {.json = args.Has("json")});
  v1::ListConnectionsRequest request;
  int count = 0;
  do {
    v1::ListConnectionsResponse page;
    HW_RETURN_IF_ERROR(
        session.Call(kService, "ListConnections", request, page));
    for (const v1::Connection& connection : page.connections()) {
      output.Add(connection);
      ++count;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  output.Finish();
  if (count == 0 && !args.Has("json")) {
    session.console.err << "There are none: hirewire connect --help\n";
  }
  return absl::OkStatus();
}

absl::Status GetOne(Session& session, const Args& args, const std::string& id) {
  v1::GetConnectionRequest request;
  request.set_connection_id(id);
  v1::GetConnectionResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "GetConnection", request, response));
  session.console.out << (args.Has("json")
                              ? absl::StrCat(ToJson(response.connection()),
                                             "\n")
                              : DetailsOf(response.connection()));
  return absl::OkStatus();
}

absl::Status CheckOne(Session& session, const Args& args,
                      const std::string& id) {
  v1::CheckConnectionRequest request;
  request.set_connection_id(id);
  v1::CheckConnectionResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "CheckConnection", request, response));
  session.console.out << (args.Has("json")
                              ? absl::StrCat(ToJson(response), "\n")
                              : DetailsOf(response))
                      << std::flush;
  if (response.state() != v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION) {
    return absl::OkStatus();
  }
  return Error(response.reason())
      .With("connection", id)
      .Message(Printable(response.detail()));
}

absl::Status DeleteOne(Session& session, const std::string& id) {
  v1::DeleteConnectionRequest request;
  request.set_connection_id(id);
  v1::DeleteConnectionResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "DeleteConnection", request, response));
  session.console.err << "Forgot " << id
                      << ". Its credential is still good at the vendor.\n";
  return absl::OkStatus();
}

// Verbs of one connection or one file.
absl::Status OfOne(Session& session, const Args& args, const std::string& verb,
                   const std::string& word) {
  if (verb == "get") return GetOne(session, args, word);
  if (verb == "check") return CheckOne(session, args, word);
  if (verb == "delete") return DeleteOne(session, word);
  if (verb == "enable") return SetDisabled(session, args, word, false);
  if (verb == "disable") return SetDisabled(session, args, word, true);
  if (verb == "rotate") return RotateOne(session, args, word);
  if (verb == "import") return Import(session, args, word);
  if (verb == "keygen") return MakeKeyPair(session.console, word);
  if (verb == "open-bundle") return OpenBundle(session.console, args, word);
  return absl::InvalidArgumentError(
      absl::StrCat("connections knows no \"", verb, "\": see --help"));
}

absl::Status Connections(Session& session, const Args& args) {
  const std::vector<std::string>& words = args.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "export") return Export(session, args);
  if (words.size() <= 1 && verb == "list") return ListAll(session, args);
  if (words.size() == 1 && verb == "watch") {
    return WatchConnections(session, args);
  }
  if (words.size() == 1 && verb == "import-key") return ShowImportKey(session);
  if (words.size() == 2) return OfOne(session, args, verb, words[1]);
  if (words.size() == 3 && verb == "rename") {
    return Rename(session, args, words[1], words[2]);
  }
  return absl::InvalidArgumentError(
      "connections takes a verb, and mostly an id: see --help");
}

}  // namespace

Command ConnectionsCommand() {
  return {.name = "connections",
          .summary = "shows, watches, changes, moves and forgets connections",
          .help = kHelp,
          .flags = {{"resume"},
                    {"to"},
                    {"out"},
                    {"key"},
                    {"keep-enabled", FlagSpec::kSwitch},
                    {"skip-check", FlagSpec::kSwitch},
                    {"api-key"},
                    {"client-id"},
                    {"client-secret"},
                    {"acting-user"}},
          .run = Connections};
}

}  // namespace hirewire::cli
