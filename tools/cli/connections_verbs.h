// The verbs of `hirewire connections` that change and move connections.
#ifndef HIREWIRE_TOOLS_CLI_CONNECTIONS_VERBS_H_
#define HIREWIRE_TOOLS_CLI_CONNECTIONS_VERBS_H_

#include <string>

#include "absl/status/status.h"
#include "tools/cli/args.h"
#include "tools/cli/command.h"

namespace hirewire::cli {

absl::Status SetDisabled(Session& session, const Args& args,
                         const std::string& id, bool disabled);
absl::Status Rename(Session& session, const Args& args, const std::string& id,
                    const std::string& name);
// The new credential comes from where that of `connect` does.
absl::Status RotateOne(Session& session, const Args& args,
                       const std::string& id);

// The ids are the words after "export"; none: all connections.
absl::Status Export(Session& session, const Args& args);
absl::Status Import(Session& session, const Args& args,
                    const std::string& path);
absl::Status ShowImportKey(Session& session);
// These two ask no server.
absl::Status MakeKeyPair(Console& console, const std::string& path);
absl::Status OpenBundle(Console& console, const Args& args,
                        const std::string& path);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_CONNECTIONS_VERBS_H_
