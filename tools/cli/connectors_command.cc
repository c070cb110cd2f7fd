// hirewire connectors: the vendors that the server speaks with.
#include "absl/status/status.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire connectors\n"
    "\n"
    "Lists the vendors that the server speaks with, and what credentials they\n"
    "take.\n";

absl::Status Connectors(Session& session, const Args& args) {
  if (!args.words().empty()) {
    return absl::InvalidArgumentError("connectors takes no arguments");
  }
  v1::ListConnectorsResponse response;
  HW_RETURN_IF_ERROR(session.Call("ConnectorService", "ListConnectors",
                                  v1::ListConnectorsRequest(), response));
  Output output(session.console, *v1::Connector::descriptor(),
                {.json = args.Has("json")});
  for (const v1::Connector& connector : response.connectors()) {
    output.Add(connector);
  }
  output.Finish();
  return absl::OkStatus();
}

}  // namespace

Command ConnectorsCommand() {
  return {.name = "connectors",
          .summary = "lists the vendors that the server speaks with",
          .help = kHelp,
          .flags = {},
          .run = Connectors};
}

}  // namespace hirewire::cli
