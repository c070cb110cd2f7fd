// The words of a command line, taken apart by what a command says it takes.
//
//   const FlagSpec kList[] = {{"page-size", FlagSpec::kValue}, ...};
//   HW_ASSIGN_OR_RETURN(Args args, ParseArgs(words, kList));
//   args.Value("page-size");
//
// Names may be written with - or _; values as `--name value` or `--name=value`.
// `--` ends the flags. A flag that the command does not take is an error, not a
// word.
#ifndef HIREWIRE_TOOLS_CLI_ARGS_H_
#define HIREWIRE_TOOLS_CLI_ARGS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace hirewire::cli {

struct FlagSpec {
  enum Kind {
    // Takes a value, once.
    kValue,
    // Takes a value, any number of times.
    kRepeated,
    // Is there or is not.
    kSwitch,
  };
  // With -, without the leading --.
  std::string name;
  Kind kind = kValue;
};

class Args {
 public:
  // What was not a flag, in order.
  const std::vector<std::string>& words() const { return words_; }

  bool Has(const std::string& name) const { return values_.count(name) > 0; }

  // The value of a kValue flag; nullopt where it was not given.
  std::optional<std::string> Value(const std::string& name) const;
  std::string ValueOr(const std::string& name,
                      const std::string& otherwise) const;

  // All values of a kRepeated flag, in order.
  std::vector<std::string> Values(const std::string& name) const;

  // The value as a number that is not negative. nullopt where it was not given;
  // INVALID_ARGUMENT where it is none.
  absl::StatusOr<std::optional<int>> Number(const std::string& name) const;

 private:
  friend absl::StatusOr<Args> ParseArgs(const std::vector<std::string>& words,
                                        const std::vector<FlagSpec>& flags);

  std::vector<std::string> words_;
  // A switch has one empty value.
  std::map<std::string, std::vector<std::string>> values_;
};

// INVALID_ARGUMENT names the flag that is unknown, lacks its value, has one
// that it does not take, or is there twice.
absl::StatusOr<Args> ParseArgs(const std::vector<std::string>& words,
                               const std::vector<FlagSpec>& flags);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_ARGS_H_
