// The threads that do all the work: each runs one single-threaded event loop,
// and each connection belongs to one of them, so that its state needs no locks.
//
//   Shards shards(2);
//   Spawn(shards.ForKey(connection_id), Handle(request), done);
//   ...
//   shards.Stop(absl::Seconds(10));
#ifndef HIREWIRE_BASE_ASYNC_SHARDS_H_
#define HIREWIRE_BASE_ASYNC_SHARDS_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/async/async.h"

namespace hirewire {

class Shards {
 public:
  // Starts `count` threads, at least one.
  explicit Shards(size_t count);

  // Stops without grace.
  ~Shards();

  Shards(const Shards&) = delete;
  Shards& operator=(const Shards&) = delete;

  size_t size() const { return shards_.size(); }

  // The executor of shard `index`, below size().
  Executor At(size_t index) const;

  // The index of the shard that a key belongs to: the same on every run and
  // machine with the same size.
  size_t IndexOf(absl::string_view key) const;

  Executor ForKey(absl::string_view key) const { return At(IndexOf(key)); }

  // Lets running work end for up to `grace`, then drops what is left, and joins
  // the threads. True when all work ended by itself. The caller has stopped
  // handing in work and cancels what should not take that long. Not from one of
  // the threads themselves. Later calls do nothing.
  bool Stop(absl::Duration grace);

 private:
  struct Shard;
  std::vector<std::unique_ptr<Shard>> shards_;
  bool stopped_ = false;
  absl::Mutex mutex_;
  // Threads whose loop has not ended.
  size_t running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_ASYNC_SHARDS_H_
