#include "base/crypto/program_output.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

// Of glibc 2.36, which forgets to say so.
extern "C" {
#include <sys/pidfd.h>
}

#include <cerrno>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"

namespace hirewire::crypto {
namespace {

absl::Status Unusable(const std::string& path, absl::string_view why) {
  return absl::FailedPreconditionError(
      absl::StrCat("key program ", path, " ", why));
}

absl::Status SystemFailed(const std::string& path, int error) {
  return absl::ErrnoToStatus(error,
                             absl::StrCat("cannot run key program ", path));
}

// Whoever may change the program reads the keys.
absl::Status CheckProgram(const std::string& path) {
  struct stat info;
  if (path.empty() || path[0] != '/') {
    return Unusable(path, "is not an absolute path");
  }
  if (stat(path.c_str(), &info) != 0) {
    return Unusable(path, "is not there, or may not be looked at");
  }
  if (!S_ISREG(info.st_mode)) return Unusable(path, "is not a plain file");
  if ((info.st_mode & S_IWOTH) != 0) {
    return Unusable(path, "may be changed by everybody: chmod o-w it");
  }
  return absl::OkStatus();
}

// Starts `path` in a process group of its own, with `out` as its output.
absl::StatusOr<pid_t> Start(const std::string& path, int out) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_t how;
  posix_spawnattr_init(&how);
  const absl::Cleanup tidy = [&] {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
  };
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY,
                                   0);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY,
                                   0);
  // A server blocks the signals that stop it; its child must not.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&how, &none);
  posix_spawnattr_setpgroup(&how, 0);
  posix_spawnattr_setflags(&how,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  char* const arguments[] = {const_cast<char*>(path.c_str()), nullptr};
  pid_t child = 0;
  const int error =
      posix_spawn(&child, path.c_str(), &files, &how, arguments, environ);
  if (error != 0) return SystemFailed(path, error);
  return child;
}

// What can be read now goes to `output`. False at the end.
bool Drain(int in, std::string& output, size_t most) {
  char piece[4096];
  const absl::Cleanup wipe = [&] { Wipe(piece, sizeof(piece)); };
  while (output.size() <= most) {
    const ssize_t n = read(in, piece, sizeof(piece));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN;
    if (n == 0) return false;
    output.append(piece, static_cast<size_t>(n));
  }
  return true;
}

int TimerOf(absl::Duration time) {
  const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  itimerspec when = {};
  when.it_value = absl::ToTimespec(time);
  if (timer >= 0) timerfd_settime(timer, 0, &when, nullptr);
  return timer;
}

// Until the child has ended. What it may have started need not end: output is
// complete with the child.
absl::Status Collect(const std::string& path, pid_t child, int in,
                     const ProgramLimits& limits, std::string& output) {
  const int ended = pidfd_open(child, 0);
  const int timer = TimerOf(limits.time);
  const absl::Cleanup tidy = [&] {
    if (ended >= 0) close(ended);
    if (timer >= 0) close(timer);
  };
  if (ended < 0 || timer < 0) return SystemFailed(path, errno);
  pollfd waits[] = {{in, POLLIN, 0}, {ended, POLLIN, 0}, {timer, POLLIN, 0}};
  while (true) {
    if (poll(waits, 3, -1) < 0 && errno != EINTR) {
      return SystemFailed(path, errno);
    }
    if (waits[0].revents != 0 && !Drain(in, output, limits.bytes)) {
      waits[0].fd = -1;  // its end: only the program's is awaited now
    }
    if (output.size() > limits.bytes) return Unusable(path, "prints too much");
    if (waits[1].revents != 0) {
      // What it printed last.
      if (waits[0].fd >= 0) Drain(in, output, limits.bytes);
      if (output.size() > limits.bytes) {
        return Unusable(path, "prints too much");
      }
      return absl::OkStatus();
    }
    if (waits[2].revents != 0) {
      return absl::DeadlineExceededError(
          absl::StrCat("key program ", path, " did not end within ",
                       absl::FormatDuration(limits.time)));
    }
  }
}

// Waits for the child, which has ended or was killed.
absl::Status Reap(const std::string& path, pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return absl::OkStatus();
  if (WIFEXITED(status)) {
    return Unusable(path, absl::StrCat("ended with code ", WEXITSTATUS(status),
                                       "; run it by hand to see why"));
  }
  return Unusable(path, absl::StrCat("was ended by signal ", WTERMSIG(status)));
}

}  // namespace

absl::StatusOr<std::string> ProgramOutput(const std::string& path,
                                          const ProgramLimits& limits) {
  HW_RETURN_IF_ERROR(CheckProgram(path));
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return SystemFailed(path, errno);
  const absl::Cleanup close_in = [&] { close(ends[0]); };
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  const absl::StatusOr<pid_t> child = Start(path, ends[1]);
  close(ends[1]);
  if (!child.ok()) return child.status();
  std::string output;
  output.reserve(limits.bytes + 1);  // so that growing leaves no copies behind
  absl::Status status = Collect(path, *child, ends[0], limits, output);
  // Also what it started and left behind.
  kill(-*child, SIGKILL);
  const absl::Status ended = Reap(path, *child);
  if (status.ok()) status = ended;
  if (status.ok()) return output;
  Wipe(output);
  return status;
}

}  // namespace hirewire::crypto
