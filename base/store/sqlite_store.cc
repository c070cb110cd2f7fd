#include "base/store/sqlite_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "base/status/macros.h"
#include "base/store/sqlite_database.h"
#include "base/store/sqlite_schema.h"
#include "base/store/sqlite_session.h"
#include "base/store/store.h"

namespace hirewire::store {
namespace {

// SQLite would create the file readable by all; the files beside it (-wal,
// -shm) take over the mode of this one.
absl::Status CreatePrivately(const std::string& path) {
  const int fd =
      open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (fd < 0) {
    return absl::FailedPreconditionError(
        absl::ErrnoToStatus(errno, "cannot open").message());
  }
  close(fd);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<SqliteSession>> OpenSession(
    const std::string& path, const SqliteOptions& options) {
  HW_ASSIGN_OR_RETURN(SqliteDatabase database,
                      SqliteDatabase::Open(path, options.busy_timeout));
  HW_RETURN_IF_ERROR(Migrate(database, SqliteMigrations()));
  return SqliteSession::Create(std::move(database));
}

absl::Status NamingPath(const absl::Status& status, const std::string& path) {
  return absl::Status(status.code(),
                      absl::StrCat("database ", path, ": ", status.message()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, const SqliteOptions& options) {
  if (absl::Status status = CreatePrivately(path); !status.ok()) {
    return NamingPath(status, path);
  }
  auto writer = OpenSession(path, options);
  if (!writer.ok()) return NamingPath(writer.status(), path);
  auto reader = OpenSession(path, options);
  if (!reader.ok()) return NamingPath(reader.status(), path);
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(*std::move(writer), *std::move(reader)));
}

std::unique_ptr<SqliteStore> SqliteStore::InMemory() {
  auto session = OpenSession(":memory:", {});
  // Can fail only where there is no memory.
  if (!session.ok()) std::abort();
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(*std::move(session), nullptr));
}

absl::Status SqliteStore::Transact(
    const std::function<absl::Status(Transaction&)>& body) {
  const absl::MutexLock lock(&writing_);
  return writer_->Transact(body);
}

absl::Status SqliteStore::Read(
    const std::function<absl::Status(Reader&)>& body) {
  if (reader_ == nullptr) {
    const absl::MutexLock lock(&writing_);
    return writer_->Read(body);
  }
  const absl::MutexLock lock(&reading_);
  return reader_->Read(body);
}

}  // namespace hirewire::store
