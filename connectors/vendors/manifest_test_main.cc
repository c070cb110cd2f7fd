// Compiles one manifest, named on the command line: fails with file, line and
// field where it is wrong.
#include <cstdio>
#include <string>

#include "connectors/engine/compile.h"
#include "connectors/vendors/golden_case.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto text = hirewire::vendors::ReadFile(argv[1]);
  const auto manifest = text.ok()
                            ? hirewire::engine::CompileManifest(*text, argv[1])
                            : text.status();
  if (manifest.ok()) return 0;
  // The message alone: what else is in the status is for programs.
  std::fprintf(stderr, "%s\n",
               std::string(manifest.status().message()).c_str());
  return 1;
}
