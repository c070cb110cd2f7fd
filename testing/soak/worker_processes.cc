#include "testing/soak/worker_processes.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "base/status/macros.h"
#include "testing/soak/monotonic.h"
#include "testing/soak/worker_notes.h"

namespace hirewire::soak {
namespace {

absl::StatusOr<pid_t> StartProcess(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t process = 0;
  if (posix_spawn(&process, argv[0], nullptr, nullptr, argv.data(), environ) !=
      0) {
    return absl::NotFoundError(absl::StrCat("cannot start ", words[0]));
  }
  return process;
}

}  // namespace

WorkerProcesses::~WorkerProcesses() {
  const absl::MutexLock lock(&mutex_);
  for (const auto& [worker, process] : alive_) {
    kill(process, SIGKILL);
    killed_.push_back(process);
  }
  for (const pid_t process : killed_) waitpid(process, nullptr, 0);
}

std::string WorkerProcesses::NotesPath(int64_t worker) const {
  return absl::StrCat(folder_, "/worker-", worker);
}

absl::Status WorkerProcesses::StartOne() {
  const int64_t number = ++started_;
  std::vector<std::string> words = {binary_, absl::StrCat("--number=", number),
                                    "--notes=" + NotesPath(number)};
  words.insert(words.end(), flags_.begin(), flags_.end());
  HW_ASSIGN_OR_RETURN(const pid_t process, StartProcess(std::move(words)));
  const absl::MutexLock lock(&mutex_);
  alive_[number] = process;
  return absl::OkStatus();
}

absl::Status WorkerProcesses::Start(int count) {
  for (int i = 0; i < count; ++i) HW_RETURN_IF_ERROR(StartOne());
  return absl::OkStatus();
}

void WorkerProcesses::Kill(int64_t worker, bool aimed) {
  const absl::MutexLock lock(&mutex_);
  const auto found = alive_.find(worker);
  if (found == alive_.end()) return;
  kills_.push_back({worker, MonotonicNanos(), aimed});
  kill(found->second, SIGKILL);
  killed_.push_back(found->second);
  alive_.erase(found);
}

std::vector<int64_t> WorkerProcesses::Alive() const {
  const absl::MutexLock lock(&mutex_);
  std::vector<int64_t> numbers;
  for (const auto& [worker, process] : alive_) numbers.push_back(worker);
  return numbers;
}

absl::Status WorkerProcesses::Replace() {
  std::vector<pid_t> killed;
  {
    const absl::MutexLock lock(&mutex_);
    killed.swap(killed_);
    for (const auto& [worker, process] : alive_) {
      if (waitpid(process, nullptr, WNOHANG) != 0) {
        const int64_t number = worker;
        alive_.erase(number);
        return absl::InternalError(
            absl::StrCat("worker ", number, " ended by itself"));
      }
    }
  }
  for (const pid_t process : killed) {
    waitpid(process, nullptr, 0);
    HW_RETURN_IF_ERROR(StartOne());
  }
  return absl::OkStatus();
}

absl::Status WorkerProcesses::End() {
  const absl::MutexLock lock(&mutex_);
  absl::Status result;
  for (const auto& [worker, process] : alive_) kill(process, SIGTERM);
  for (const auto& [worker, process] : alive_) {
    int status = -1;
    if (waitpid(process, &status, 0) != process || status != 0) {
      result.Update(
          absl::InternalError(absl::StrCat("worker ", worker, " failed")));
    }
  }
  alive_.clear();
  for (const pid_t process : killed_) waitpid(process, nullptr, 0);
  killed_.clear();
  return result;
}

std::vector<soak::Kill> WorkerProcesses::kills() const {
  const absl::MutexLock lock(&mutex_);
  return kills_;
}

absl::StatusOr<std::map<int64_t, std::vector<Note>>> WorkerProcesses::Notes()
    const {
  std::map<int64_t, std::vector<Note>> all;
  for (int64_t number = 1; number <= started_; ++number) {
    auto notes = ReadNotes(NotesPath(number));
    // One that was killed early had not begun to note.
    if (absl::IsNotFound(notes.status())) continue;
    HW_RETURN_IF_ERROR(notes.status());
    all[number] = *std::move(notes);
  }
  return all;
}

}  // namespace hirewire::soak
