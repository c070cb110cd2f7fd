#include "tools/cli/run.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "tools/cli/args.h"
#include "tools/cli/client.h"
#include "tools/cli/command.h"
#include "tools/cli/progress.h"

namespace hirewire::cli {

namespace {

constexpr char kDefaultServer[] = "127.0.0.1:8470";
constexpr int kDefaultTimeoutSeconds = 120;

constexpr char kCommonHelp[] =
    "For every command:\n"
    "  --server HOST:PORT  the server ($HIREWIRE_SERVER, or 127.0.0.1:8470)\n"
    "  --timeout SECONDS   for one call (120)\n"
    "  --json              one JSON object per line instead of a table\n"
    "  --help              what the command does\n";

std::vector<Command> AllCommands() {
  return {ConnectCommand(),      ConnectionsCommand(), ConnectorsCommand(),
          CapabilitiesCommand(), ManifestCommand(),    ListCommand(),
          GetCommand(),          ExplainCommand(),     DriftCommand()};
}

std::string Overview() {
  std::string text =
      "hirewire: one API for every applicant tracking system, from the "
      "command line.\n\nUsage: hirewire COMMAND [ARGUMENTS]\n\n";
  for (const Command& command : AllCommands()) {
    absl::StrAppend(
        &text, absl::StrFormat("  %-13s %s\n", command.name, command.summary));
  }
  return absl::StrCat(text, "\n", kCommonHelp, "\n", ExitCodeHelp());
}

std::vector<FlagSpec> FlagsOf(const Command& command) {
  std::vector<FlagSpec> flags = command.flags;
  flags.push_back({"server", FlagSpec::kValue});
  flags.push_back({"timeout", FlagSpec::kValue});
  flags.push_back({"json", FlagSpec::kSwitch});
  flags.push_back({"help", FlagSpec::kSwitch});
  return flags;
}

std::string ServerOf(const Args& args, const Console& console) {
  std::optional<std::string> server = args.Value("server");
  if (!server && console.environment) {
    server = console.environment("HIREWIRE_SERVER");
  }
  return server.value_or(kDefaultServer);
}

ExitCode Fail(const absl::Status& status, Console& console,
              const std::string& server) {
  console.err << Explain(status, server) << std::flush;
  return ExitCodeOf(status);
}

ExitCode RunCommand(const Command& command,
                    const std::vector<std::string>& words, Console& console,
                    const Clock& clock) {
  const absl::StatusOr<Args> args = ParseArgs(words, FlagsOf(command));
  if (!args.ok()) return Fail(args.status(), console, "");
  if (args->Has("help")) {
    console.out << command.help << "\n" << kCommonHelp << std::flush;
    return kOk;
  }
  const auto timeout = args->Number("timeout");
  if (!timeout.ok()) return Fail(timeout.status(), console, "");
  Client client(ServerOf(*args, console), clock,
                absl::Seconds(timeout->value_or(kDefaultTimeoutSeconds)));
  Progress progress(console, clock);
  Session session{console, client, progress};
  const absl::Status status = command.run(session, *args);
  progress.Clear();
  if (status.ok()) return kOk;
  return Fail(status, console, client.server());
}

}  // namespace

ExitCode Run(const std::vector<std::string>& words, Console& console,
             const Clock& clock) {
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    (words.empty() ? console.err : console.out) << Overview() << std::flush;
    return words.empty() ? kUsage : kOk;
  }
  for (const Command& command : AllCommands()) {
    if (command.name == words[0]) {
      return RunCommand(command, {words.begin() + 1, words.end()}, console,
                        clock);
    }
  }
  return Fail(absl::InvalidArgumentError(absl::StrCat(
                  "\"", words[0], "\" is no command: see hirewire --help")),
              console, "");
}

}  // namespace hirewire::cli
