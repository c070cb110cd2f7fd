// hirewire connections watch: events as they happen, a line each.
#ifndef HIREWIRE_TOOLS_CLI_WATCH_CONNECTIONS_H_
#define HIREWIRE_TOOLS_CLI_WATCH_CONNECTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "hirewire/v1/connection.pb.h"
#include "tools/cli/args.h"
#include "tools/cli/command.h"

namespace hirewire::cli {

// Until Ctrl-C, which is OK. Goes on where it was when the server is back.
absl::Status WatchConnections(Session& session, const Args& args);

// "2026-01-01 00:00:00  acme-1  active, was pending", without a line break.
std::string LineOf(const v1::ConnectionEvent& event);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_WATCH_CONNECTIONS_H_
