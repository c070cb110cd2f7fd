// How a server is reached, and what is shown to it: flags, then the
// environment.
//
//   HW_ASSIGN_OR_RETURN(const Access access, ReadAccess(args, console));
//   HW_ASSIGN_OR_RETURN(auto channel, OpenChannel(access));
#ifndef HIREWIRE_TOOLS_CLI_ACCESS_H_
#define HIREWIRE_TOOLS_CLI_ACCESS_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/cli/args.h"
#include "tools/cli/console.h"

namespace hirewire::cli {

struct Access {
  // host:port.
  std::string server;
  // An API key or a token; empty for none.
  std::string key;
  // PEM files. With the authority of the server's certificate ("system": those
  // that the system trusts), or with a certificate to show, it is TLS.
  std::string ca;
  std::string cert;
  std::string cert_key;
};

// Those that every command takes.
std::vector<FlagSpec> AccessFlags();

// INVALID_ARGUMENT where what is given does not fit together, or the key would
// go over a network that can read it.
absl::StatusOr<Access> ReadAccess(const Args& args, const Console& console);

// Connects with the first call. INVALID_ARGUMENT names the file that cannot be
// read.
absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const Access& access);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_ACCESS_H_
