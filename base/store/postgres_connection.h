// libpq in our terms: a connection that closes itself, waits no longer than it
// may, and fails with statuses. Inside of PostgresStore.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_CONNECTION_H_
#define HIREWIRE_BASE_STORE_POSTGRES_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/store/postgres_address.h"

struct pg_conn;
struct pg_result;

namespace hirewire::store {

// One value of a statement: bytes (of a text or bytea), or a bigint.
class PostgresParameter {
 public:
  // NOLINTBEGIN(google-explicit-constructor): values are written in place.
  PostgresParameter(absl::string_view bytes) : bytes_(bytes) {}
  PostgresParameter(int64_t number);
  // NOLINTEND(google-explicit-constructor)

  // As PostgreSQL's binary format has it. `data` is never null.
  const char* data() const;
  int size() const;

 private:
  static constexpr size_t kNumberBytes = 8;
  absl::string_view bytes_;
  char number_[kNumberBytes];
  bool is_number_ = false;
};

// What a query found. Rows and columns are numbered from 0.
class PostgresResult {
 public:
  int rows() const;
  bool IsNull(int row, int column) const;
  // Of text or bytea; valid as long as the result.
  absl::string_view Bytes(int row, int column) const;
  // Of a bigint; 0 for NULL.
  int64_t Int(int row, int column) const;

 private:
  friend class PostgresConnection;
  struct Clear {
    void operator()(pg_result* result) const;
  };
  explicit PostgresResult(pg_result* result) : handle_(result) {}
  std::unique_ptr<pg_result, Clear> handle_;
};

struct PostgresTimeouts {
  // For each host of the address.
  absl::Duration connect;
  // The server ends a statement after this, waiting for locks included, and a
  // transaction in which nothing was asked for as long. A server that does not
  // answer at all is given up after twice that.
  absl::Duration statement;
};

// For one thread at a time.
class PostgresConnection {
 public:
  // Connects to a server that takes writes. Commits are durable in this
  // session, whatever the server's default.
  // UNAVAILABLE: unreachable. FAILED_PRECONDITION: wrong user, password or
  // database. RESOURCE_EXHAUSTED: too many connections. Never names a password.
  static absl::StatusOr<PostgresConnection> Open(
      const PostgresAddress& address, const PostgresTimeouts& timeouts);

  // Runs statements that have no parameters, as one transaction unless they say
  // otherwise. Their results are dropped.
  absl::Status Execute(const char* sql);

  // Runs COMMIT. UNAVAILABLE, and the message says so, where the connection was
  // lost before the server told the outcome.
  absl::Status Commit();

  // Runs one statement; parameters are $1, $2, ...
  absl::StatusOr<PostgresResult> Query(
      const char* sql, std::initializer_list<PostgresParameter> parameters);

  // As Query, in two steps.
  absl::Status Prepare(const char* name, const char* sql);
  absl::StatusOr<PostgresResult> Run(
      const char* name, std::initializer_list<PostgresParameter> parameters);

  // Whether it can be used further: connected, as far as is known.
  bool alive() const;

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  using Handle = std::unique_ptr<pg_conn, Finish>;

  PostgresConnection(Handle handle, absl::Duration patience)
      : handle_(std::move(handle)), patience_(patience) {}

  absl::StatusOr<PostgresResult> Finished(int sent);
  absl::Status Flush();
  absl::Status AwaitResult();
  absl::Status Wait(int16_t events);

  Handle handle_;
  absl::Duration patience_;
  // Given up while an answer was due: nothing can be asked any more.
  bool abandoned_ = false;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_CONNECTION_H_
