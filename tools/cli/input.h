// What a command reads besides its arguments: a file, or standard input.
#ifndef HIREWIRE_TOOLS_CLI_INPUT_H_
#define HIREWIRE_TOOLS_CLI_INPUT_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/cli/console.h"

namespace hirewire::cli {

// The whole of a file, or of standard input for "-". INVALID_ARGUMENT names a
// file that cannot be read.
absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      Console& console);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_INPUT_H_
