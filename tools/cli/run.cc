#include "tools/cli/run.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "tools/cli/access.h"
#include "tools/cli/args.h"
#include "tools/cli/client.h"
#include "tools/cli/command.h"
#include "tools/cli/progress.h"

namespace hirewire::cli {

namespace {

constexpr int kDefaultTimeoutSeconds = 120;

constexpr char kCommonHelp[] =
    "For every command:\n"
    "  --server HOST:PORT  the server ($HIREWIRE_SERVER, or 127.0.0.1:8470)\n"
    "  --key KEY           an API key or a token; better in $HIREWIRE_KEY, "
    "since "
    "other\n"
    "                      users of this machine can see command lines\n"
    "  --ca FILE           TLS, with the authority of the server's "
    "certificate,\n"
    "                      or \"system\" ($HIREWIRE_CA; plain text without)\n"
    "  --cert FILE         a client certificate to show ($HIREWIRE_CERT)\n"
    "  --cert-key FILE     its key ($HIREWIRE_CERT_KEY)\n"
    "  --timeout SECONDS   for one call (120)\n"
    "  --json              one JSON object per line instead of a table\n"
    "  --help              what the command does\n";

std::vector<Command> AllCommands() {
  return {ConnectCommand(),      ConnectionsCommand(), ConnectorsCommand(),
          CapabilitiesCommand(), ManifestCommand(),    ListCommand(),
          GetCommand(),          ExplainCommand(),     DriftCommand(),
          CallersCommand(),      KeysCommand(),        OAuthAppsCommand()};
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
  for (const FlagSpec& flag : AccessFlags()) flags.push_back(flag);
  flags.push_back({"timeout", FlagSpec::kValue});
  flags.push_back({"json", FlagSpec::kSwitch});
  flags.push_back({"help", FlagSpec::kSwitch});
  return flags;
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
  const absl::StatusOr<Access> access = ReadAccess(*args, console);
  if (!access.ok()) return Fail(access.status(), console, "");
  const auto channel = OpenChannel(*access);
  if (!channel.ok()) return Fail(channel.status(), console, "");
  Client client(*access, *channel, clock,
                absl::Seconds(timeout->value_or(kDefaultTimeoutSeconds)));
  Progress progress(console, clock);
  Session session{console, client, progress, clock};
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
