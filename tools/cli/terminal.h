// The real terminal of this process, as a Console.
#ifndef HIREWIRE_TOOLS_CLI_TERMINAL_H_
#define HIREWIRE_TOOLS_CLI_TERMINAL_H_

#include "tools/cli/console.h"

namespace hirewire::cli {

Console Terminal();

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_TERMINAL_H_
