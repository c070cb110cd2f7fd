#include "base/async/shards.h"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <thread>

#include "absl/synchronization/mutex.h"

namespace hirewire {

namespace asio = boost::asio;

struct Shards::Shard {
  // The hint: one thread runs it, others only post to it.
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work =
      asio::make_work_guard(context);
  std::thread thread;
};

Shards::Shards(size_t count) {
  count = std::max<size_t>(count, 1);
  {
    absl::MutexLock lock(&mutex_);
    running_ = count;
  }
  for (size_t i = 0; i < count; ++i) {
    shards_.push_back(std::make_unique<Shard>());
    Shard* shard = shards_.back().get();
    shard->thread = std::thread([this, shard] {
      shard->context.run();
      absl::MutexLock lock(&mutex_);
      --running_;
    });
  }
}

Shards::~Shards() { Stop(absl::ZeroDuration()); }

Executor Shards::At(size_t index) const {
  return shards_[index]->context.get_executor();
}

// FNV-1a, 64 bits: std::hash and absl::Hash may differ from run to run.
size_t Shards::IndexOf(absl::string_view key) const {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : key) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return (hash ^ (hash >> 32)) % shards_.size();
}

bool Shards::Stop(absl::Duration grace) {
  if (stopped_) return true;
  stopped_ = true;
  for (const auto& shard : shards_) shard->work.reset();
  bool drained;
  {
    // One grace for all of them together.
    absl::MutexLock lock(&mutex_);
    drained = mutex_.AwaitWithTimeout(
        absl::Condition(
            +[](Shards* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) {
              return self->running_ == 0;
            },
            this),
        grace);
  }
  for (const auto& shard : shards_) shard->context.stop();
  for (const auto& shard : shards_) shard->thread.join();
  return drained;
}

}  // namespace hirewire
