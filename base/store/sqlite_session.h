// One SQLite connection with its prepared statements: carries out what a
// Transaction asks for. Inside of SqliteStore.
#ifndef HIREWIRE_BASE_STORE_SQLITE_SESSION_H_
#define HIREWIRE_BASE_STORE_SQLITE_SESSION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/store/sqlite_database.h"
#include "base/store/store.h"

namespace hirewire::store {

// For one thread at a time.
class SqliteSession {
 public:
  // `database` has been migrated.
  static absl::StatusOr<std::unique_ptr<SqliteSession>> Create(
      SqliteDatabase database);

  // As in Store.
  absl::Status Transact(const std::function<absl::Status(Transaction&)>& body);
  absl::Status Read(const std::function<absl::Status(Reader&)>& body);

 private:
  class Scope;

  struct Statements {
    SqliteStatement get, list, next_version, put, remove;
  };

  SqliteSession(SqliteDatabase database, Statements statements)
      : database_(std::move(database)), statements_(std::move(statements)) {}

  absl::Status Run(const char* begin,
                   const std::function<absl::Status(Scope&)>& body);

  SqliteDatabase database_;
  Statements statements_;  // go before their database
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_SQLITE_SESSION_H_
