#include "tools/cli/args.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace hirewire::cli {

namespace {

// One `--name` or `--name=value`.
struct Flag {
  std::string name;
  std::optional<std::string> value;
};

Flag TakeApart(const std::string& word) {
  Flag flag;
  const size_t equals = word.find('=');
  flag.name = word.substr(
      2, equals == std::string::npos ? std::string::npos : equals - 2);
  if (equals != std::string::npos) flag.value = word.substr(equals + 1);
  std::replace(flag.name.begin(), flag.name.end(), '_', '-');
  return flag;
}

absl::Status Wrong(const std::string& name, const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat("--", name, " ", what));
}

const FlagSpec* Find(const std::vector<FlagSpec>& flags,
                     const std::string& name) {
  for (const FlagSpec& flag : flags) {
    if (flag.name == name) return &flag;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> Args::Value(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second.front();
}

std::string Args::ValueOr(const std::string& name,
                          const std::string& otherwise) const {
  return Value(name).value_or(otherwise);
}

std::vector<std::string> Args::Values(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return {};
  return found->second;
}

absl::StatusOr<std::optional<int>> Args::Number(const std::string& name) const {
  const std::optional<std::string> text = Value(name);
  if (!text) return std::optional<int>();
  int number = 0;
  if (!absl::SimpleAtoi(*text, &number) || number < 0) {
    return Wrong(name, absl::StrCat("is \"", *text, "\"; it must be a number"));
  }
  return std::optional<int>(number);
}

absl::StatusOr<Args> ParseArgs(const std::vector<std::string>& words,
                               const std::vector<FlagSpec>& flags) {
  Args args;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      args.words_.insert(args.words_.end(), words.begin() + i + 1, words.end());
      break;
    }
    if (!absl::StartsWith(words[i], "--")) {
      args.words_.push_back(words[i]);
      continue;
    }
    Flag flag = TakeApart(words[i]);
    const FlagSpec* spec = Find(flags, flag.name);
    if (spec == nullptr) return Wrong(flag.name, "is no flag of this command");
    if (spec->kind == FlagSpec::kSwitch) {
      if (flag.value) return Wrong(flag.name, "takes no value");
      flag.value = "";
    } else if (!flag.value) {
      if (++i == words.size()) return Wrong(flag.name, "lacks its value");
      flag.value = words[i];
    }
    std::vector<std::string>& values = args.values_[flag.name];
    if (spec->kind == FlagSpec::kValue && !values.empty()) {
      return Wrong(flag.name, "is there twice");
    }
    values.push_back(*flag.value);
  }
  return args;
}

}  // namespace hirewire::cli
