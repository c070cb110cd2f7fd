// SQLite in our terms: handles that close themselves, and statuses. Inside of
// SqliteStore.
#ifndef HIREWIRE_BASE_STORE_SQLITE_DATABASE_H_
#define HIREWIRE_BASE_STORE_SQLITE_DATABASE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hirewire::store {

// One prepared statement. Parameters are numbered from 1, columns from 0.
class SqliteStatement {
 public:
  // Views must stay valid until Reset.
  SqliteStatement& BindText(int parameter, absl::string_view text);
  SqliteStatement& BindBytes(int parameter, absl::string_view bytes);
  SqliteStatement& BindInt(int parameter, int64_t number);

  // True when there is a row, false at the end. Call Reset after either.
  absl::StatusOr<bool> Step();

  // Valid until the next Step or Reset.
  absl::string_view Bytes(int column) const;
  int64_t Int(int column) const;

  // Ready for another run. Also after a failed Step.
  void Reset();

 private:
  friend class SqliteDatabase;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit SqliteStatement(sqlite3_stmt* statement) : handle_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// Resets a statement when the scope ends.
class ResetOnExit {
 public:
  explicit ResetOnExit(SqliteStatement& statement) : statement_(statement) {}
  ResetOnExit(const ResetOnExit&) = delete;
  ResetOnExit& operator=(const ResetOnExit&) = delete;
  ~ResetOnExit() { statement_.Reset(); }

 private:
  SqliteStatement& statement_;
};

// One connection, for one thread at a time.
class SqliteDatabase {
 public:
  // Opens or creates, durable (WAL, synchronous=FULL) and strict. ":memory:"
  // is a database of its own that goes with the connection.
  static absl::StatusOr<SqliteDatabase> Open(const std::string& path,
                                             absl::Duration busy_timeout);

  // Runs statements without parameters or results.
  absl::Status Execute(const char* sql);

  absl::StatusOr<SqliteStatement> Prepare(absl::string_view sql);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit SqliteDatabase(sqlite3* database) : handle_(database) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_SQLITE_DATABASE_H_
