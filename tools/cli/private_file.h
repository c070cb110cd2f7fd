// Files that only their owner may read, for keys and for what is sealed.
//
//   PrivateFile file;
//   HW_RETURN_IF_ERROR(file.Create("acme.bundle"));   // before it is needed
//   HW_RETURN_IF_ERROR(file.Write(bytes));
#ifndef HIREWIRE_TOOLS_CLI_PRIVATE_FILE_H_
#define HIREWIRE_TOOLS_CLI_PRIVATE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::cli {

class PrivateFile {
 public:
  PrivateFile() = default;
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;
  // Takes the file away again where nothing was written to it.
  ~PrivateFile();

  // Makes an empty file of mode 0600. INVALID_ARGUMENT where there is one
  // already, which stays as it is, or none can be made.
  absl::Status Create(const std::string& path);

  // All of it, on the disk when this returns. Once.
  absl::Status Write(absl::string_view bytes);

 private:
  std::string path_;
  int fd_ = -1;
  bool written_ = false;
};

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_PRIVATE_FILE_H_
