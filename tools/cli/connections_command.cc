// hirewire connections: shows, probes and forgets connections.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/details.h"
#include "tools/cli/output.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AuthService";

constexpr char kHelp[] =
    "Usage: hirewire connections [list]\n"
    "       hirewire connections get ID\n"
    "       hirewire connections check ID\n"
    "       hirewire connections delete ID\n"
    "\n"
    "Shows, probes and forgets connections. `check` asks the vendor whether "
    "the\n"
    "credential is good, and ends with exit code 4 where it is not. What is\n"
    "deleted here stays good at the vendor: revoke it there.\n";

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

absl::Status Connections(Session& session, const Args& args) {
  const std::vector<std::string>& words = args.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "list" && words.size() <= 1) return ListAll(session, args);
  if (words.size() == 2) {
    if (verb == "get") return GetOne(session, args, words[1]);
    if (verb == "check") return CheckOne(session, args, words[1]);
    if (verb == "delete") return DeleteOne(session, words[1]);
  }
  return absl::InvalidArgumentError(
      "connections takes list, or get, check or delete and an id");
}

}  // namespace

Command ConnectionsCommand() {
  return {.name = "connections",
          .summary = "shows, probes and forgets connections",
          .help = kHelp,
          .flags = {},
          .run = Connections};
}

}  // namespace hirewire::cli
