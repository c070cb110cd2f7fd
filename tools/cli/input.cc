#include "tools/cli/input.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace hirewire::cli {

absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      Console& console) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(console.in), {});
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::InvalidArgumentError(absl::StrCat(path, " cannot be read"));
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace hirewire::cli
