// Where Bazel puts the files that a test names as data.
#ifndef HIREWIRE_TESTING_E2E_RUNFILES_H_
#define HIREWIRE_TESTING_E2E_RUNFILES_H_

#include <cstdlib>
#include <string>

namespace hirewire::e2e {

// The path of a file or folder, given from the workspace's root; "../NAME/..."
// for a file of another repository.
inline std::string Runfile(const std::string& path) {
  const char* root = std::getenv("TEST_SRCDIR");
  return std::string(root == nullptr ? "." : root) + "/hirewire/" + path;
}

}  // namespace hirewire::e2e

#endif  // HIREWIRE_TESTING_E2E_RUNFILES_H_
