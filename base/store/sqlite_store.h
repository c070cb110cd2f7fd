// A Store in one SQLite file: the default, with nothing to start or operate.
//
//   HW_ASSIGN_OR_RETURN(auto store, SqliteStore::Open("/var/lib/hirewire/db"));
//
// Several processes on one host may open the same file; not over a network file
// system. Back it up with `sqlite3 db .backup`, or as db, db-wal and db-shm
// together while nothing runs.
#ifndef HIREWIRE_BASE_STORE_SQLITE_STORE_H_
#define HIREWIRE_BASE_STORE_SQLITE_STORE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/store/sqlite_session.h"
#include "base/store/store.h"

namespace hirewire::store {

struct SqliteOptions {
  // How long a transaction waits for another process's before UNAVAILABLE.
  absl::Duration busy_timeout = absl::Seconds(5);
};

class SqliteStore : public Store {
 public:
  // Opens the file, or creates it with mode 0600, and brings its tables up to
  // date. The folder must exist.
  // FAILED_PRECONDITION: it cannot be opened or written, it is of a newer
  // schema (both versions are named), or it is another program's database.
  // DATA_LOSS: it is no database, or damaged. Each names the path.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& path, const SqliteOptions& options = {});

  // Keeps everything in memory until it goes. For tests and trials. A Read here
  // does wait for a Transact of another thread.
  static std::unique_ptr<SqliteStore> InMemory();

  absl::Status Transact(
      const std::function<absl::Status(Transaction&)>& body) override;
  absl::Status Read(const std::function<absl::Status(Reader&)>& body) override;

 private:
  SqliteStore(std::unique_ptr<SqliteSession> writer,
              std::unique_ptr<SqliteSession> reader)
      : writer_(std::move(writer)), reader_(std::move(reader)) {}

  absl::Mutex writing_;
  const std::unique_ptr<SqliteSession> writer_ ABSL_PT_GUARDED_BY(writing_);
  // A connection of its own sees the last committed state while the writer is
  // at work. Null in memory, where only one connection sees the database.
  absl::Mutex reading_;
  const std::unique_ptr<SqliteSession> reader_ ABSL_PT_GUARDED_BY(reading_);
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_SQLITE_STORE_H_
