#include "base/crypto/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {
namespace {

constexpr off_t kMaxBytes = 64 << 10;
// Writable by the group; readable, writable or executable by others.
constexpr mode_t kTooOpen = 0027;

absl::Status Failed(absl::string_view what, const std::string& path) {
  return absl::ErrnoToStatus(errno, absl::StrCat(what, " ", path));
}

absl::Status CheckFile(int fd, const std::string& path) {
  struct stat info;
  if (fstat(fd, &info) != 0) return Failed("cannot examine key file", path);
  if (!S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(
        absl::StrCat("key file ", path, " is not a plain file"));
  }
  if ((info.st_mode & kTooOpen) != 0) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "key file %s is open to other users (mode %04o): chmod 600 it", path,
        info.st_mode & 07777));
  }
  if (info.st_size > kMaxBytes) {
    return absl::FailedPreconditionError(
        absl::StrCat("key file ", path, " is too large to be one"));
  }
  return absl::OkStatus();
}

absl::Status WriteAll(int fd, absl::string_view content,
                      const std::string& path) {
  while (!content.empty()) {
    const ssize_t n = write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failed("cannot write key file", path);
    content.remove_prefix(static_cast<size_t>(n));
  }
  if (fsync(fd) != 0) return Failed("cannot write key file", path);
  return absl::OkStatus();
}

// A new name is durable once its folder is.
absl::Status SyncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failed("cannot open folder", folder);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  if (fsync(fd) != 0) return Failed("cannot write folder", folder);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return Failed("cannot open key file", path);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  if (absl::Status status = CheckFile(fd, path); !status.ok()) return status;
  std::string content(kMaxBytes, '\0');
  size_t size = 0;
  while (size < content.size()) {
    const ssize_t n = read(fd, &content[size], content.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failed("cannot read key file", path);
    if (n == 0) break;
    size += static_cast<size_t>(n);
  }
  content.resize(size);
  return content;
}

absl::Status CreateKeyFile(const std::string& path, absl::string_view content) {
  std::string temporary = absl::StrCat(path, ".XXXXXX");
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);  // mode 0600
  if (fd < 0) return Failed("cannot create key file", path);
  const absl::Cleanup tidy = [&] {
    close(fd);
    unlink(temporary.c_str());
  };
  if (absl::Status status = WriteAll(fd, content, path); !status.ok()) {
    return status;
  }
  // Unlike rename, link never replaces a file that another process made
  // meanwhile.
  if (link(temporary.c_str(), path.c_str()) != 0) {
    return Failed("cannot create key file", path);
  }
  return SyncFolderOf(path);
}

}  // namespace hirewire::crypto
