#include "tools/cli/private_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace hirewire::cli {

PrivateFile::~PrivateFile() {
  if (fd_ < 0) return;
  close(fd_);
  if (!written_) unlink(path_.c_str());
}

absl::Status PrivateFile::Create(const std::string& path) {
  constexpr mode_t kOwnerOnly = 0600;
  fd_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (fd_ < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot make ", path, ": ", std::strerror(errno)));
  }
  path_ = path;
  return absl::OkStatus();
}

absl::Status PrivateFile::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  if (!bytes.empty() || fsync(fd_) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot write ", path_, ": ", std::strerror(errno)));
  }
  written_ = true;
  return absl::OkStatus();
}

}  // namespace hirewire::cli
