// Prints one line of JSON per figure: `bench`, or `bench map. memory` for those
// whose names contain one of the words.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "testing/bench/input.h"
#include "testing/bench/map_figures.h"
#include "testing/bench/server_figures.h"

ABSL_FLAG(std::string, samples, "",
          "folder of recorded answers, one below it per vendor "
          "(../shared/samples)");
ABSL_FLAG(std::string, hirewired, "", "path of the server (the one built)");

namespace hirewire::bench {
namespace {

// What Bazel put beside the binary.
std::string Runfile(const std::string& binary, const std::string& path) {
  return binary + ".runfiles/hirewire/" + path;
}

// Recorded exchanges beside the workspace, or invented ones in the tree.
Exchanges Of(const std::string& binary, const std::string& recorded,
             const std::string& in_tree) {
  const std::string named = absl::GetFlag(FLAGS_samples);
  const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  const std::string samples =
      named.empty() ? std::string(workspace == nullptr ? "." : workspace) +
                          "/../shared/samples"
                    : named;
  return {samples + "/" + recorded, Runfile(binary, in_tree)};
}

absl::Status Run(const std::string& binary, const Wanted& wanted) {
  absl::Status status = PrintMapFigures(
      wanted,
      {.lever = Of(binary, "lever", "testing/replay/testdata/lever_small"),
       .workable =
           Of(binary, "workable", "testing/replay/testdata/workable_small"),
       .ashby = Of(binary, "ashby/candidate.list.json",
                   "connectors/vendors/ashby/testdata/list_candidates/"
                   "ordinary.exchange.json")});
  std::string hirewired = absl::GetFlag(FLAGS_hirewired);
  if (hirewired.empty()) {
    hirewired = Runfile(binary, "services/server/hirewired");
  }
  if (status.ok() && wanted("own_time.list_candidates_100")) {
    status = PrintOwnTime(hirewired);
  }
  if (status.ok() && wanted("memory.idle_mib")) {
    status = PrintIdleMemory(hirewired);
  }
  return status;
}

int Main(int argc, char** argv) {
  const std::vector<char*> words = absl::ParseCommandLine(argc, argv);
  const auto wanted = [&](const std::string& name) {
    if (words.size() <= 1) return true;
    for (size_t i = 1; i < words.size(); ++i) {
      if (absl::StrContains(name, words[i])) return true;
    }
    return false;
  };
  const absl::Status status = Run(argv[0], wanted);
  if (status.ok()) return 0;
  std::fprintf(stderr, "bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace hirewire::bench

int main(int argc, char** argv) { return hirewire::bench::Main(argc, argv); }
