// What a command is, and what it works with.
#ifndef HIREWIRE_TOOLS_CLI_COMMAND_H_
#define HIREWIRE_TOOLS_CLI_COMMAND_H_

#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/time/clock.h"
#include "tools/cli/args.h"
#include "tools/cli/client.h"
#include "tools/cli/console.h"
#include "tools/cli/progress.h"

namespace hirewire::cli {

struct Session {
  Console& console;
  Client& client;
  Progress& progress;
  const Clock& clock;

  // Calls "hirewire.v1.<service>/<method>", with progress meanwhile.
  absl::Status Call(const std::string& service, const std::string& method,
                    const google::protobuf::Message& request,
                    google::protobuf::Message& response) {
    return Call(MethodOf(service, method), request, response);
  }
  absl::Status Call(const google::protobuf::MethodDescriptor& method,
                    const google::protobuf::Message& request,
                    google::protobuf::Message& response) {
    absl::Status status =
        client.Call(method, request, response, [this] { progress.Tick(); });
    progress.Clear();
    return status;
  }
};

struct Command {
  std::string name;
  // One line for the list of commands.
  std::string summary;
  // What --help says of it.
  std::string help;
  // Beside those that every command takes.
  std::vector<FlagSpec> flags;
  // Without the command's name among its words. A failure without a reason is
  // about usage where it is INVALID_ARGUMENT.
  std::function<absl::Status(Session&, const Args&)> run;
};

// One per file.
Command ConnectCommand();
Command ConnectionsCommand();
Command ConnectorsCommand();
Command CapabilitiesCommand();
Command ManifestCommand();
Command OAuthAppsCommand();
Command ListCommand();
Command GetCommand();
Command ExplainCommand();
Command DriftCommand();
Command CallersCommand();
Command KeysCommand();

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_COMMAND_H_
