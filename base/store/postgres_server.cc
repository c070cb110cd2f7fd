#include "base/store/postgres_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"

namespace hirewire::store {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";
constexpr uid_t kNobody = 65534;

struct Child {
  pid_t process = -1;
  int output = -1;  // what it prints, both streams
};

// In the child, after fork: nothing here may allocate.
[[noreturn]] void Become(char* const* words, int output) {
  if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) {
    _exit(126);
  }
  // It goes with the test, also where that is killed.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (chdir("/") != 0) _exit(126);
  char* const environment[] = {const_cast<char*>("LC_ALL=C"),
                               const_cast<char*>("PATH=/usr/bin:/bin"),
                               nullptr};
  execve(words[0], words, environment);
  _exit(127);
}

absl::StatusOr<Child> Spawn(std::vector<std::string> command) {
  command.front() = kPrograms + command.front();
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return absl::InternalError("no pipe");
  const pid_t process = fork();
  if (process == 0) Become(words.data(), ends[1]);
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    return absl::InternalError("cannot fork");
  }
  return Child{process, ends[0]};
}

// Appends what comes next. False at the end.
bool ReadSome(int output, std::string& text) {
  char buffer[4096];
  const ssize_t size = read(output, buffer, sizeof(buffer));
  if (size > 0) text.append(buffer, static_cast<size_t>(size));
  return size > 0;
}

absl::StatusOr<std::string> MakeFolder() {
  // A socket's path is short, and $TEST_TMPDIR is long.
  std::string folder = "/tmp/hirewire-pg-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    return absl::InternalError("cannot make a folder in /tmp");
  }
  if (geteuid() == 0 && chown(folder.c_str(), kNobody, kNobody) != 0) {
    return absl::InternalError(
        absl::StrCat("PostgreSQL refuses to run as root, and ", folder,
                     " could not be given to nobody"));
  }
  return folder;
}

absl::StatusOr<PostgresConnection> Connect(const std::string& address) {
  HW_ASSIGN_OR_RETURN(const auto parsed, ParsePostgresAddress(address));
  return PostgresConnection::Open(parsed,
                                  {absl::Seconds(30), absl::Seconds(60)});
}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresServer>> PostgresServer::Start() {
  if (access((std::string(kPrograms) + "initdb").c_str(), X_OK) != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("PostgreSQL 15 is not in ", kPrograms,
                     ": `tools/setup --tests` installs it"));
  }
  HW_ASSIGN_OR_RETURN(std::string folder, MakeFolder());
  std::unique_ptr<PostgresServer> server(new PostgresServer(std::move(folder)));
  HW_RETURN_IF_ERROR(server->MakeCluster());
  HW_RETURN_IF_ERROR(server->StartAgain());
  return server;
}

absl::Status PostgresServer::MakeCluster() {
  const std::string password_file = folder_ + "/password";
  std::ofstream(password_file) << kPassword << "\n";
  HW_ASSIGN_OR_RETURN(
      const Child child,
      Spawn({"initdb", "--pgdata", data_folder(), "--username", kUser,
             "--pwfile", password_file, "--auth", "scram-sha-256", "--encoding",
             "UTF8", "--no-locale", "--no-sync"}));
  std::string printed;
  while (ReadSome(child.output, printed)) {
  }
  close(child.output);
  int status = -1;
  if (waitpid(child.process, &status, 0) != child.process || status != 0) {
    return absl::InternalError(absl::StrCat("initdb failed: ", printed));
  }
  return absl::OkStatus();
}

absl::Status PostgresServer::StartAgain() {
  HW_ASSIGN_OR_RETURN(
      const Child child,
      Spawn({"postgres", "-D", data_folder(), "-k", folder_, "-c",
             "listen_addresses=", "-c", "fsync=on", "-c", "max_connections=50",
             "-c", "shared_buffers=16MB"}));
  process_ = child.process;
  absl::MutexLock lock(&mutex_);
  log_.clear();
  log_ended_ = false;
  log_reader_ = std::thread([this, child] { ReadLog(child.output); });
  const auto ready = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return log_ended_ || absl::StrContains(log_, "ready to accept connections");
  };
  mutex_.Await(absl::Condition(&ready));
  if (!log_ended_) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("postgres ended: ", log_));
}

// Until the server and all its processes have ended: somebody has to, or they
// would wait for it.
void PostgresServer::ReadLog(int log) {
  std::string text;
  while (ReadSome(log, text)) {
    const absl::MutexLock lock(&mutex_);
    log_ = text;
  }
  close(log);
  const absl::MutexLock lock(&mutex_);
  log_ended_ = true;
}

void PostgresServer::End(int signal) {
  if (process_ == 0) return;
  kill(process_, signal);
  waitpid(process_, nullptr, 0);
  process_ = 0;
  log_reader_.join();
}

void PostgresServer::Stop() { End(SIGINT); }
void PostgresServer::Crash() { End(SIGQUIT); }

PostgresServer::~PostgresServer() {
  End(SIGQUIT);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string PostgresServer::Address(absl::string_view database,
                                    absl::string_view user,
                                    absl::string_view password) const {
  return absl::StrCat("postgresql://", user, ":", password, "@/", database,
                      "?host=", folder_);
}

std::string PostgresServer::NewDatabase() {
  const std::string name = absl::StrCat("test_", ++databases_);
  const absl::Status made =
      Execute(Address("postgres"), "CREATE DATABASE " + name);
  return Address(made.ok() ? name : "nowhere");
}

absl::Status PostgresServer::Execute(const std::string& address,
                                     const std::string& sql) {
  HW_ASSIGN_OR_RETURN(auto connection, Connect(address));
  return connection.Execute(sql.c_str());
}

std::string PostgresServer::Query(const std::string& address,
                                  const std::string& sql) {
  auto connection = Connect(address);
  if (!connection.ok()) return "";
  const auto result = connection->Query(sql.c_str(), {});
  if (!result.ok() || result->rows() == 0) return "";
  return std::string(result->Bytes(0, 0));
}

}  // namespace hirewire::store
