// Which operations a vendor's golden cases are about.
#ifndef HIREWIRE_TESTING_CONFORMANCE_GOLDEN_FILES_H_
#define HIREWIRE_TESTING_CONFORMANCE_GOLDEN_FILES_H_

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace hirewire::conformance {

// The RPCs that request files below the folder name in their first line.
inline std::set<std::string> RpcsOfCases(const std::string& folder) {
  std::set<std::string> rpcs;
  if (!std::filesystem::exists(folder)) return rpcs;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (!absl::EndsWith(entry.path().string(), ".request.textproto")) continue;
    std::ifstream file(entry.path());
    std::string first;
    std::getline(file, first);
    absl::string_view line(first);
    if (absl::ConsumePrefix(&line, "# rpc: ")) rpcs.emplace(line);
  }
  return rpcs;
}

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_GOLDEN_FILES_H_
