// The streams under way. They never end by themselves, so a server that drains
// ends them.
//
//   streams.Add(this, Spawn(...));    // and Remove(this) when it has ended
//   ...
//   streams.EndAll();
#ifndef HIREWIRE_SERVICES_RPC_OPEN_STREAMS_H_
#define HIREWIRE_SERVICES_RPC_OPEN_STREAMS_H_

#include <cstddef>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "base/async/spawn.h"

namespace hirewire::rpc {

// Thread-safe.
class OpenStreams {
 public:
  // `key` names the stream until it is removed. Cancels it at once after
  // EndAll.
  void Add(const void* key, CancelHandle running);

  // Does nothing where there is none.
  void Remove(const void* key);

  // Cancels all that are there, and from now on all that come.
  void EndAll();

  size_t size() const;

 private:
  mutable absl::Mutex mutex_;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<const void*, CancelHandle> streams_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_OPEN_STREAMS_H_
