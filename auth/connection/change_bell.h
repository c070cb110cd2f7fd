// Rings where something changed, for those in this process who would otherwise
// look again later.
//
//   ChangeBell bell;
//   auto subscription = bell.Subscribe([](absl::string_view tenant) { ... });
//   bell.Ring("acme");
#ifndef HIREWIRE_AUTH_CONNECTION_CHANGE_BELL_H_
#define HIREWIRE_AUTH_CONNECTION_CHANGE_BELL_H_

#include <cstdint>
#include <functional>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace hirewire::auth {

// Thread-safe. Outlives its subscriptions.
class ChangeBell {
 public:
  // Must not block, nor use the bell.
  using Listener = std::function<void(absl::string_view tenant)>;

  // Ends when it goes; the listener is not being called then.
  class Subscription {
   public:
    Subscription(ChangeBell& bell, int64_t number);
    Subscription(Subscription&& other) noexcept;
    Subscription& operator=(Subscription&&) = delete;
    ~Subscription();

   private:
    // Null once moved from.
    ChangeBell* bell_;
    int64_t number_;
  };

  Subscription Subscribe(Listener listener);

  // Calls every listener, on this thread.
  void Ring(absl::string_view tenant) const;

 private:
  mutable absl::Mutex mutex_;
  int64_t last_number_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int64_t, Listener> listeners_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_CHANGE_BELL_H_
