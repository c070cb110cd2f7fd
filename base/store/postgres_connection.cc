#include "base/store/postgres_connection.h"

#include <poll.h>
#include <postgresql/libpq-fe.h>

#include <climits>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_connect.h"
#include "base/store/postgres_error.h"

namespace hirewire::store {
namespace {

constexpr int kBinary = 1;
constexpr int kBitsOfByte = 8;

bool Succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
         status == PGRES_EMPTY_QUERY;
}

// The server's primary message names tables and columns, never values; its
// detail, which is left out, does name values.
absl::Status Failure(const PGresult* result) {
  const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  // Without a code it was libpq that failed.
  if (sqlstate == nullptr || message == nullptr) {
    return PostgresError(kConnectionFailure, "the connection was lost");
  }
  return PostgresError(sqlstate, message);
}

struct Values {
  explicit Values(std::initializer_list<PostgresParameter> parameters) {
    for (const PostgresParameter& one : parameters) {
      data.push_back(one.data());
      sizes.push_back(one.size());
    }
    formats.assign(data.size(), kBinary);
  }
  int count() const { return static_cast<int>(data.size()); }

  std::vector<const char*> data;
  std::vector<int> sizes, formats;
};

}  // namespace

PostgresParameter::PostgresParameter(int64_t number) : is_number_(true) {
  auto bits = static_cast<uint64_t>(number);
  for (size_t i = kNumberBytes; i-- > 0; bits >>= kBitsOfByte) {
    number_[i] = static_cast<char>(bits & UCHAR_MAX);
  }
}

const char* PostgresParameter::data() const {
  if (is_number_) return number_;
  // A null pointer would mean NULL.
  return bytes_.empty() ? "" : bytes_.data();
}

int PostgresParameter::size() const {
  return static_cast<int>(is_number_ ? kNumberBytes : bytes_.size());
}

void PostgresResult::Clear::operator()(pg_result* result) const {
  PQclear(result);
}

int PostgresResult::rows() const { return PQntuples(handle_.get()); }

bool PostgresResult::IsNull(int row, int column) const {
  return PQgetisnull(handle_.get(), row, column) != 0;
}

absl::string_view PostgresResult::Bytes(int row, int column) const {
  return {PQgetvalue(handle_.get(), row, column),
          static_cast<size_t>(PQgetlength(handle_.get(), row, column))};
}

int64_t PostgresResult::Int(int row, int column) const {
  uint64_t bits = 0;
  for (const char byte : Bytes(row, column)) {
    bits = bits << kBitsOfByte | static_cast<unsigned char>(byte);
  }
  return static_cast<int64_t>(bits);
}

void PostgresConnection::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

absl::StatusOr<PostgresConnection> PostgresConnection::Open(
    const PostgresAddress& address, const PostgresTimeouts& timeouts) {
  HW_ASSIGN_OR_RETURN(pg_conn* const connected,
                      ConnectPostgres(address, timeouts.connect));
  PostgresConnection connection(Handle(connected), 2 * timeouts.statement);
  PQsetnonblocking(connected, 1);
  // Rounded up: zero would mean no timeout at all.
  const int64_t milliseconds =
      absl::ToInt64Milliseconds(timeouts.statement) + 1;
  // Small tables would be read as a whole, which makes any two serializable
  // transactions conflict: hence by index only.
  HW_RETURN_IF_ERROR(connection.Execute(
      absl::StrCat("SET synchronous_commit = on;"
                   "SET search_path = hirewire, pg_temp;"
                   "SET client_min_messages = error;"
                   "SET enable_seqscan = off;"
                   "SET enable_bitmapscan = off;"
                   "SET jit = off;"
                   "SET plan_cache_mode = force_generic_plan;"
                   "SET statement_timeout = ",
                   milliseconds,
                   ";SET idle_in_transaction_session_timeout = ", milliseconds)
          .c_str()));
  return connection;
}

bool PostgresConnection::alive() const {
  return !abandoned_ && PQstatus(handle_.get()) == CONNECTION_OK;
}

absl::Status PostgresConnection::Execute(const char* sql) {
  return Finished(PQsendQuery(handle_.get(), sql)).status();
}

absl::Status PostgresConnection::Commit() {
  const int sent = PQsendQuery(handle_.get(), "COMMIT");
  const auto result = Finished(sent);
  if (sent && !alive()) {
    return PostgresError(kOutcomeUnknown,
                         "the connection was lost while committing: it is "
                         "unknown whether the transaction took effect");
  }
  HW_RETURN_IF_ERROR(result.status());
  // What COMMIT does in a transaction that had failed.
  if (absl::string_view(PQcmdStatus(result->handle_.get())) != "COMMIT") {
    return absl::InternalError("PostgreSQL rolled back instead of committing");
  }
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> PostgresConnection::Query(
    const char* sql, std::initializer_list<PostgresParameter> parameters) {
  const Values values(parameters);
  return Finished(PQsendQueryParams(handle_.get(), sql, values.count(), nullptr,
                                    values.data.data(), values.sizes.data(),
                                    values.formats.data(), kBinary));
}

absl::Status PostgresConnection::Prepare(const char* name, const char* sql) {
  return Finished(PQsendPrepare(handle_.get(), name, sql, 0, nullptr)).status();
}

absl::StatusOr<PostgresResult> PostgresConnection::Run(
    const char* name, std::initializer_list<PostgresParameter> parameters) {
  const Values values(parameters);
  return Finished(PQsendQueryPrepared(handle_.get(), name, values.count(),
                                      values.data.data(), values.sizes.data(),
                                      values.formats.data(), kBinary));
}

// Awaits the answer to what was `sent`: the last result, or the first failure.
absl::StatusOr<PostgresResult> PostgresConnection::Finished(int sent) {
  if (!sent || abandoned_) {
    return PostgresError(kConnectionFailure, "the connection was lost");
  }
  absl::Status failure = Flush();
  PostgresResult last(nullptr);
  while (!abandoned_) {
    failure.Update(AwaitResult());
    if (abandoned_) break;
    PostgresResult next(PQgetResult(handle_.get()));
    if (next.handle_ == nullptr) break;
    if (!Succeeded(next.handle_.get())) {
      failure.Update(Failure(next.handle_.get()));
    }
    last = std::move(next);
  }
  HW_RETURN_IF_ERROR(failure);
  if (last.handle_ == nullptr) {
    return PostgresError(kConnectionFailure, "the connection was lost");
  }
  return last;
}

// Sends all of it, and reads meanwhile: neither side may wait for the other.
absl::Status PostgresConnection::Flush() {
  int left = PQflush(handle_.get());
  while (left > 0) {
    HW_RETURN_IF_ERROR(Wait(POLLIN | POLLOUT));
    // It fails where the server hung up; the reason is in the result.
    PQconsumeInput(handle_.get());
    left = PQflush(handle_.get());
  }
  return absl::OkStatus();
}

absl::Status PostgresConnection::AwaitResult() {
  while (PQisBusy(handle_.get())) {
    HW_RETURN_IF_ERROR(Wait(POLLIN));
    if (!PQconsumeInput(handle_.get())) break;
  }
  return absl::OkStatus();
}

absl::Status PostgresConnection::Wait(int16_t events) {
  absl::Status status = AwaitSocket(PQsocket(handle_.get()), events, patience_);
  abandoned_ = !status.ok();
  return status;
}

}  // namespace hirewire::store
