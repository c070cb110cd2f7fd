#include "testing/bench/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/json/parser.h"

namespace hirewire::bench {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);

// The server's log: a file in memory that the child writes and we read.
std::string ReadAll(int file) {
  std::string text;
  std::array<char, 4096> buffer;
  ssize_t got;
  while ((got = pread(file, buffer.data(), buffer.size(),
                      static_cast<off_t>(text.size()))) > 0) {
    text.append(buffer.data(), static_cast<size_t>(got));
  }
  return text;
}

// The port in the line of the log that says that the server is ready.
std::optional<int> ReadyPort(const std::string& log) {
  for (const absl::string_view line : absl::StrSplit(log, '\n')) {
    if (line.find("server.ready") == absl::string_view::npos) continue;
    const auto entry = json::Parse(std::string(line));
    if (!entry.ok()) continue;
    const auto port = entry->root().Find("port");
    if (port && port->kind() == json::Kind::kInt64) {
      return static_cast<int>(port->AsInt64());
    }
  }
  return std::nullopt;
}

absl::StatusOr<pid_t> Spawn(const std::string& binary, int log) {
  std::array<std::string, 4> words = {
      binary, "--listen=127.0.0.1:0",
      "--data_dir=:memory:", "--allow_loopback_vendors"};
  std::array<char*, 5> argv = {};
  for (size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, binary.c_str(), &actions, nullptr,
                                argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return absl::NotFoundError(absl::StrCat("cannot start ", binary));
  }
  return pid;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServerProcess>> ServerProcess::Start(
    const std::string& binary) {
  const int log = memfd_create("hirewired-log", MFD_CLOEXEC);
  const auto pid = Spawn(binary, log);
  if (!pid.ok()) {
    close(log);
    return pid.status();
  }
  std::unique_ptr<ServerProcess> server(new ServerProcess(*pid));
  const absl::Time limit = absl::Now() + kStartLimit;
  while (server->port_ == 0 && absl::Now() < limit &&
         waitpid(*pid, nullptr, WNOHANG) == 0) {
    server->port_ = ReadyPort(ReadAll(log)).value_or(0);
    absl::SleepFor(absl::Milliseconds(20));
  }
  const std::string said = ReadAll(log);
  close(log);
  if (server->port_ == 0) {
    return absl::InternalError(absl::StrCat("hirewired did not start: ", said));
  }
  return server;
}

ServerProcess::~ServerProcess() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

absl::StatusOr<double> ServerProcess::ResidentMib() const {
  std::ifstream status(absl::StrCat("/proc/", pid_, "/status"));
  std::string word;
  while (status >> word) {
    double kib = 0;
    if (word == "VmRSS:" && status >> kib) return kib / 1024;
  }
  return absl::InternalError("the server's memory cannot be read");
}

}  // namespace hirewire::bench
