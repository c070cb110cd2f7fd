// What went wrong, for people and for scripts.
#ifndef HIREWIRE_TOOLS_CLI_FAILURE_H_
#define HIREWIRE_TOOLS_CLI_FAILURE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::cli {

// Scripts rely on these numbers; --help lists them.
enum ExitCode {
  kOk = 0,
  kInternal = 1,
  kUsage = 2,
  kNotFound = 3,
  kCredentials = 4,
  kQuota = 5,
  kVendorUnavailable = 6,
  kVendorResponseInvalid = 7,
  kRefused = 8,
  kUnsupported = 9,
  kServerUnreachable = 10,
  kTimedOut = 11,
};

// The list of exit codes, as --help prints it.
absl::string_view ExitCodeHelp();

// A failure without a reason of the server's is this program's own: wrong usage
// where it is INVALID_ARGUMENT.
ExitCode ExitCodeOf(const absl::Status& status);

// Several lines: the reason, the sentence, whose fault it is and what to do,
// when to try again, and what else is known. `server` is named where it cannot
// be reached.
std::string Explain(const absl::Status& status, absl::string_view server);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_FAILURE_H_
