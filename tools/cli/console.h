// Where a command reads and writes: the terminal, or a test's strings.
#ifndef HIREWIRE_TOOLS_CLI_CONSOLE_H_
#define HIREWIRE_TOOLS_CLI_CONSOLE_H_

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

namespace hirewire::cli {

struct Console {
  std::istream& in;
  // Records and nothing else, so that it can be piped.
  std::ostream& out;
  std::ostream& err;
  // Columns of the terminal behind `out`; 0 where there is none.
  size_t width = 0;
  // Whether a person sees `err`: only then is progress shown.
  bool err_is_terminal = false;
  // Asks a person for a secret without showing what is typed; unset where no
  // person is there to answer.
  std::function<std::string(const std::string& prompt)> ask_secret = nullptr;
  std::function<std::optional<std::string>(const std::string& name)>
      environment = nullptr;
  // Whether a person has pressed Ctrl-C since this was first called; from then
  // on the first one no longer ends the program. Unset: nobody can.
  std::function<bool()> interrupted = nullptr;
};

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_CONSOLE_H_
