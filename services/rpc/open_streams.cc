#include "services/rpc/open_streams.h"

#include <utility>

namespace hirewire::rpc {

void OpenStreams::Add(const void* key, CancelHandle running) {
  absl::MutexLock lock(&mutex_);
  if (ended_) running.Cancel();
  streams_[key] = std::move(running);
}

void OpenStreams::Remove(const void* key) {
  absl::MutexLock lock(&mutex_);
  streams_.erase(key);
}

void OpenStreams::EndAll() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (const auto& [key, running] : streams_) running.Cancel();
}

size_t OpenStreams::size() const {
  absl::MutexLock lock(&mutex_);
  return streams_.size();
}

}  // namespace hirewire::rpc
