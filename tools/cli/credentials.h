// Where `hirewire connect` takes a secret from, so that it need not stand on
// the command line, which everybody on the machine can read.
#ifndef HIREWIRE_TOOLS_CLI_CREDENTIALS_H_
#define HIREWIRE_TOOLS_CLI_CREDENTIALS_H_

#include "absl/status/status.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/connector.pb.h"
#include "tools/cli/args.h"
#include "tools/cli/console.h"

namespace hirewire::cli {

// Fills the credential of `request`, of a kind that `connector` takes. Each
// part comes from the first place that has it: its flag, its environment
// variable (HIREWIRE_API_KEY, HIREWIRE_CLIENT_ID, HIREWIRE_CLIENT_SECRET), a
// prompt where a person is there, else a line of standard input.
absl::Status ReadCredentials(const Args& args, const v1::Connector& connector,
                             Console& console,
                             v1::CreateConnectionRequest& request);

// The same for an OAuth client's id and secret.
absl::Status ReadClient(const Args& args, Console& console,
                        v1::ClientCredentials& client);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_CREDENTIALS_H_
