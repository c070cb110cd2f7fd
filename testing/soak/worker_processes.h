// The workers of a run: processes that are started, killed and replaced.
//
//   WorkerProcesses workers(binary, flags, folder);
//   HW_RETURN_IF_ERROR(workers.Start(8));
//   workers.Kill(number, /*aimed=*/false);      // any thread
//   HW_RETURN_IF_ERROR(workers.Replace());
//   HW_RETURN_IF_ERROR(workers.End());
#ifndef HIREWIRE_TESTING_SOAK_WORKER_PROCESSES_H_
#define HIREWIRE_TESTING_SOAK_WORKER_PROCESSES_H_

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "testing/soak/worker_notes.h"

namespace hirewire::soak {

struct Kill {
  // The number of the worker; none is given twice.
  int64_t worker = 0;
  // MonotonicNanos, just before.
  int64_t at = 0;
  // Aimed at the time between the vendor's commit and our write.
  bool aimed = false;
};

// Thread-safe where it says so. Workers end with the thread that called Start
// and Replace.
class WorkerProcesses {
 public:
  WorkerProcesses(std::string binary, std::vector<std::string> flags,
                  std::string folder)
      : binary_(std::move(binary)),
        flags_(std::move(flags)),
        folder_(std::move(folder)) {}
  // Kills those that are left.
  ~WorkerProcesses();

  absl::Status Start(int count);

  // SIGKILL, at once. Nothing where it is gone already. Any thread.
  void Kill(int64_t worker, bool aimed);
  // The numbers of those that live. Any thread.
  std::vector<int64_t> Alive() const;

  // Starts another in the place of each that was killed. INTERNAL where one
  // ended that was not.
  absl::Status Replace();

  // Lets all end in order. INTERNAL where one failed.
  absl::Status End();

  std::vector<soak::Kill> kills() const;
  // What the workers noted, by their numbers.
  absl::StatusOr<std::map<int64_t, std::vector<Note>>> Notes() const;

 private:
  absl::Status StartOne();
  std::string NotesPath(int64_t worker) const;

  const std::string binary_;
  const std::vector<std::string> flags_;
  const std::string folder_;
  int64_t started_ = 0;
  mutable absl::Mutex mutex_;
  std::map<int64_t, pid_t> alive_ ABSL_GUARDED_BY(mutex_);
  std::vector<pid_t> killed_ ABSL_GUARDED_BY(mutex_);
  std::vector<soak::Kill> kills_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_WORKER_PROCESSES_H_
