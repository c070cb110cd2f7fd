// What was just looked up, so that not every call asks the store. Short-lived:
// a caller that another process forgets is known here for seconds only.
//
//   if (auto known = cache.Find(key, now)) return *known;
//   const int64_t since = cache.changes();
//   ... look it up ...
//   cache.Keep(key, caller, since, now);
#ifndef HIREWIRE_AUTH_INBOUND_CALLER_CACHE_H_
#define HIREWIRE_AUTH_INBOUND_CALLER_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace hirewire::auth {

// Thread-safe.
template <typename T>
class CallerCache {
 public:
  static constexpr absl::Duration kLife = absl::Seconds(3);
  // More are forgotten all at once: it costs a look-up each.
  static constexpr size_t kMost = 4096;

  std::optional<T> Find(const std::string& key, absl::Time now) const {
    const absl::MutexLock lock(&mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.until <= now ||
        found->second.until > now + kLife) {
      return std::nullopt;
    }
    return found->second.value;
  }

  // Grows with Forget.
  int64_t changes() const {
    const absl::MutexLock lock(&mutex_);
    return changes_;
  }

  // Does nothing where Forget came after `since` was read: the value may be of
  // before that.
  void Keep(const std::string& key, T value, int64_t since, absl::Time now) {
    const absl::MutexLock lock(&mutex_);
    if (since != changes_) return;
    if (entries_.size() >= kMost) entries_.clear();
    entries_.insert_or_assign(key, Entry{std::move(value), now + kLife});
  }

  // All of it.
  void Forget() {
    const absl::MutexLock lock(&mutex_);
    ++changes_;
    entries_.clear();
  }

 private:
  struct Entry {
    T value;
    absl::Time until;
  };

  mutable absl::Mutex mutex_;
  int64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_CALLER_CACHE_H_
