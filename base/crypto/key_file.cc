#include "base/crypto/key_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
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
#include "base/crypto/wipe.h"
#include "base/status/macros.h"

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

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

// A new name is durable once its folder is.
absl::Status SyncFolderOf(const std::string& path) {
  const std::string folder = FolderOf(path);
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failed("cannot open folder", folder);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  if (fsync(fd) != 0) return Failed("cannot write folder", folder);
  return absl::OkStatus();
}

// A read-only file system is as good as a folder without permission.
absl::Status CannotWrite(const std::string& path) {
  if (errno == EROFS) errno = EACCES;
  return Failed("cannot write beside key file", path);
}

// Writes `content` to `path`, whose mode and owner are those of `like`.
absl::Status WriteBeside(const std::string& path, absl::string_view content,
                         const std::string& like) {
  struct stat info;
  if (stat(like.c_str(), &info) != 0) {
    return Failed("cannot examine key file", like);
  }
  // Of a process that was killed; whoever writes holds the lock.
  unlink(path.c_str());
  constexpr mode_t kOwnerOnly = 0600;
  const int fd =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (fd < 0) return CannotWrite(like);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  // Where the owner is another one, the file stays with this process alone
  // rather than be open to a group that it was not meant for.
  if (fchown(fd, info.st_uid, info.st_gid) == 0) {
    fchmod(fd, info.st_mode & 07777);
  }
  return WriteAll(fd, content, path);
}

// The lock is the folder's: the file itself is replaced.
absl::Status PutInFrontLocked(const std::string& path, absl::string_view line) {
  HW_ASSIGN_OR_RETURN(std::string content, ReadKeyFile(path));
  const WipeOnExit wipe_content(content);
  std::string longer = absl::StrCat(line, content);
  const WipeOnExit wipe_longer(longer);
  if (longer.size() > static_cast<size_t>(kMaxBytes)) {
    return absl::ResourceExhaustedError(
        absl::StrCat("key file ", path, " is full: take old keys out"));
  }
  const std::string beside = absl::StrCat(path, ".new");
  const absl::Cleanup tidy = [&] { unlink(beside.c_str()); };
  HW_RETURN_IF_ERROR(WriteBeside(beside, longer, path));
  if (rename(beside.c_str(), path.c_str()) != 0) return CannotWrite(path);
  return SyncFolderOf(path);
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

absl::Status PutInFrontOfKeyFile(const std::string& path,
                                 absl::string_view line) {
  // Links, as mounted secrets have them, stay: what they point at is replaced.
  char* const real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return Failed("cannot open key file", path);
  const absl::Cleanup free_real = [real] { free(real); };
  const std::string folder = FolderOf(real);
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failed("cannot open folder", folder);
  const absl::Cleanup unlock = [fd] { close(fd); };
  while (flock(fd, LOCK_EX) != 0) {
    if (errno != EINTR) return Failed("cannot lock folder", folder);
  }
  return PutInFrontLocked(real, line);
}

}  // namespace hirewire::crypto
