// What a program prints, for programs that print keys: no shell, no arguments,
// nothing on its standard input, and limits on time and size.
//
//   HW_ASSIGN_OR_RETURN(std::string keys, ProgramOutput("/usr/local/bin/keys",
//                                                       {}));
#ifndef HIREWIRE_BASE_CRYPTO_PROGRAM_OUTPUT_H_
#define HIREWIRE_BASE_CRYPTO_PROGRAM_OUTPUT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace hirewire::crypto {

struct ProgramLimits {
  // From start to end. Afterwards the program and what it started are killed.
  absl::Duration time = absl::Seconds(10);
  // Of its output.
  size_t bytes = size_t{64} << 10;
};

// Blocks until the program ends. It gets this process's environment; what it
// writes to standard error goes nowhere, since it may hold what must not be
// logged. The caller wipes what is returned.
// FAILED_PRECONDITION: `path` is not absolute or no program, others may change
// it, it ended with another code than 0, or it printed too much.
// DEADLINE_EXCEEDED: it took too long. Each names the path, none the output.
absl::StatusOr<std::string> ProgramOutput(const std::string& path,
                                          const ProgramLimits& limits);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_PROGRAM_OUTPUT_H_
