// A few PostgreSQL sessions that threads take turns with. Inside of
// PostgresStore.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_POOL_H_
#define HIREWIRE_BASE_STORE_POSTGRES_POOL_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"
#include "base/store/postgres_session.h"

namespace hirewire::store {

// Thread-safe. Outlives its leases.
class PostgresPool {
 public:
  // One session, until this goes.
  class Lease {
   public:
    Lease(PostgresPool& pool, std::unique_ptr<PostgresSession> session)
        : pool_(&pool), session_(std::move(session)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (session_ != nullptr) pool_->GiveBack(std::move(session_));
    }
    PostgresSession* operator->() const { return session_.get(); }

   private:
    PostgresPool* const pool_;
    std::unique_ptr<PostgresSession> session_;
  };

  // `size` sessions at most; each connects when it is first needed.
  PostgresPool(const PostgresAddress& address, const PostgresTimeouts& timeouts,
               int size);

  // Waits for one if all are taken. UNAVAILABLE: for longer than `patience`.
  absl::StatusOr<Lease> Take(absl::Duration patience);

 private:
  void GiveBack(std::unique_ptr<PostgresSession> session);

  const int size_;
  absl::Mutex mutex_;
  // The one used last is taken first, so that no more connect than are needed.
  std::vector<std::unique_ptr<PostgresSession>> free_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_POOL_H_
