// hirewire: the command line of Hirewire.
#include <string>
#include <vector>

#include "base/time/system_clock.h"
#include "tools/cli/console.h"
#include "tools/cli/run.h"
#include "tools/cli/terminal.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  hirewire::cli::Console console = hirewire::cli::Terminal();
  const hirewire::SystemClock clock;
  return hirewire::cli::Run(words, console, clock);
}
