// The command line of hirewired.
#ifndef HIREWIRE_SERVICES_SERVER_FLAGS_H_
#define HIREWIRE_SERVICES_SERVER_FLAGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "hirewire/internal/v1/server_config.pb.h"

namespace hirewire::server {

struct Flags {
  // Of --config; empty for none.
  std::string config_file;
  // Holds only what the command line said.
  internal::v1::ServerConfig config;
};

// What --help says beside the flags. Once in a process, before ReadFlags.
void DescribeProgram();

// Ends the process for --help and for flags that do not exist or cannot be
// read, saying so. INVALID_ARGUMENT for words that are no flags.
absl::StatusOr<Flags> ReadFlags(int argc, char** argv);

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_FLAGS_H_
