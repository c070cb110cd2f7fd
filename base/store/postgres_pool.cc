#include "base/store/postgres_pool.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"
#include "base/store/postgres_session.h"

namespace hirewire::store {

PostgresPool::PostgresPool(const PostgresAddress& address,
                           const PostgresTimeouts& timeouts, int size)
    : size_(std::max(size, 1)) {
  for (int i = 0; i < size_; ++i) {
    free_.push_back(std::make_unique<PostgresSession>(address, timeouts));
  }
}

absl::StatusOr<PostgresPool::Lease> PostgresPool::Take(
    absl::Duration patience) {
  const absl::MutexLock lock(&mutex_);
  const auto one_is_free = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !free_.empty();
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&one_is_free), patience)) {
    return absl::UnavailableError(absl::StrCat("all ", size_,
                                               " connections were in use for ",
                                               absl::FormatDuration(patience)));
  }
  auto session = std::move(free_.back());
  free_.pop_back();
  return Lease(*this, std::move(session));
}

void PostgresPool::GiveBack(std::unique_ptr<PostgresSession> session) {
  const absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(session));
}

}  // namespace hirewire::store
