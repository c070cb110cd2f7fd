// The whole program but for its process: words in, exit code out.
#ifndef HIREWIRE_TOOLS_CLI_RUN_H_
#define HIREWIRE_TOOLS_CLI_RUN_H_

#include <string>
#include <vector>

#include "base/time/clock.h"
#include "tools/cli/console.h"
#include "tools/cli/failure.h"

namespace hirewire::cli {

// `words` are those after the program's name.
ExitCode Run(const std::vector<std::string>& words, Console& console,
             const Clock& clock);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_RUN_H_
