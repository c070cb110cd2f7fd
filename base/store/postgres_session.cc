#include "base/store/postgres_session.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/status/macros.h"
#include "base/store/postgres_connection.h"
#include "base/store/postgres_error.h"
#include "base/store/record_rules.h"
#include "base/store/store.h"

namespace hirewire::store {
namespace {

// A lock of a table, unlike any query, does not yet fix the snapshot: who
// waited for it sees what those wrote that it waited for. The gate is a table
// of its own because the vacuum takes locks on the others.
constexpr char kBeginTogether[] =
    "BEGIN ISOLATION LEVEL SERIALIZABLE;"
    "LOCK TABLE writer_gate IN ROW EXCLUSIVE MODE";
constexpr char kBeginAlone[] =
    "BEGIN ISOLATION LEVEL SERIALIZABLE;"
    "LOCK TABLE writer_gate IN EXCLUSIVE MODE";
constexpr char kBeginRead[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

constexpr struct {
  const char* name;
  const char* sql;
} kStatements[] = {
    {"get", "SELECT version, value FROM record WHERE kind = $1 AND key = $2"},
    {"list",
     "SELECT key, version, value FROM record "
     "WHERE kind = $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4"},
    // Both say which version they found, and write only where it was the
    // expected one ($4, $3; -1 is any). The read is what lets the database
    // notice that two transactions found the same and wrote different things.
    {"put",
     "WITH found AS MATERIALIZED (SELECT coalesce((SELECT version FROM record "
     "    WHERE kind = $1 AND key = $2), 0) AS version), "
     "  written AS (INSERT INTO record (kind, key, version, value) "
     "    SELECT $1, $2, nextval('record_version'), $3::bytea FROM found "
     "    WHERE $4::bigint IN (-1, found.version) "
     "    ON CONFLICT (kind, key) DO UPDATE "
     "    SET version = excluded.version, value = excluded.value "
     "    RETURNING version) "
     "SELECT found.version, written.version "
     "FROM found LEFT JOIN written ON true"},
    {"delete",
     "WITH found AS MATERIALIZED (SELECT coalesce((SELECT version FROM record "
     "    WHERE kind = $1 AND key = $2), 0) AS version), "
     "  gone AS (DELETE FROM record WHERE kind = $1 AND key = $2 "
     "    AND $3::bigint IN (-1, version)) "
     "SELECT version FROM found"},
};

}  // namespace

// One transaction. A failure of the database itself dooms it, also where the
// body shrugs the failure off.
class PostgresSession::Scope : public Transaction {
 public:
  explicit Scope(PostgresConnection& connection) : connection_(connection) {}

  absl::StatusOr<std::optional<Record>> Get(absl::string_view kind,
                                            absl::string_view key) override {
    HW_ASSIGN_OR_RETURN(const PostgresResult found, Run("get", {kind, key}));
    if (found.rows() == 0) return std::nullopt;
    return Record{std::string(key), std::string(found.Bytes(0, 1)),
                  found.Int(0, 0)};
  }

  absl::StatusOr<std::vector<Record>> List(absl::string_view kind,
                                           absl::string_view prefix,
                                           absl::string_view after,
                                           int limit) override {
    HW_RETURN_IF_ERROR(CheckLimit(limit));
    const std::string from = FirstListed(prefix, after);
    const std::string end = EndOfPrefix(prefix);
    HW_ASSIGN_OR_RETURN(const PostgresResult found,
                        Run("list", {kind, absl::string_view(from),
                                     absl::string_view(end), int64_t{limit}}));
    std::vector<Record> records;
    records.reserve(static_cast<size_t>(found.rows()));
    for (int row = 0; row < found.rows(); ++row) {
      records.push_back({std::string(found.Bytes(row, 0)),
                         std::string(found.Bytes(row, 2)), found.Int(row, 1)});
    }
    return records;
  }

  absl::StatusOr<int64_t> Put(absl::string_view kind, absl::string_view key,
                              absl::string_view value,
                              int64_t expected) override {
    HW_RETURN_IF_ERROR(CheckRecord(key, value));
    HW_ASSIGN_OR_RETURN(const PostgresResult done,
                        Run("put", {kind, key, value, expected}));
    HW_RETURN_IF_ERROR(CheckExpected(done.Int(0, 0), expected));
    return done.Int(0, 1);
  }

  absl::Status Delete(absl::string_view kind, absl::string_view key,
                      int64_t expected) override {
    HW_ASSIGN_OR_RETURN(const PostgresResult done,
                        Run("delete", {kind, key, expected}));
    const int64_t found = done.Int(0, 0);
    HW_RETURN_IF_ERROR(CheckExpected(found, expected));
    if (found == kAbsent) return absl::NotFoundError("no such record");
    return absl::OkStatus();
  }

  const absl::Status& failure() const { return failure_; }

 private:
  absl::StatusOr<PostgresResult> Run(
      const char* statement,
      std::initializer_list<PostgresParameter> parameters) {
    HW_RETURN_IF_ERROR(failure_);
    auto result = connection_.Run(statement, parameters);
    failure_.Update(result.status());
    return result;
  }

  PostgresConnection& connection_;
  absl::Status failure_;
};

absl::Status PostgresSession::Connect() {
  connection_.reset();
  HW_ASSIGN_OR_RETURN(auto opened,
                      PostgresConnection::Open(address_, timeouts_));
  for (const auto& one : kStatements) {
    HW_RETURN_IF_ERROR(opened.Prepare(one.name, one.sql));
  }
  connection_ = std::move(opened);
  return absl::OkStatus();
}

absl::Status PostgresSession::Begin(const char* sql) {
  if (connection_) {
    const absl::Status status = connection_->Execute(sql);
    if (status.ok()) return status;
    RollBack();
    // Only where the connection had been lost is there hope in a new one.
    if (connection_) return status;
  }
  HW_RETURN_IF_ERROR(Connect());
  absl::Status status = connection_->Execute(sql);
  if (!status.ok()) RollBack();
  return status;
}

// In a transaction that has begun. Not OK: it is to be rolled back.
absl::Status PostgresSession::RunBody(
    const std::function<absl::Status(Scope&)>& body) {
  Scope scope(*connection_);
  absl::Status status = body(scope);
  // Whatever the body made of a conflict, it is to be run again.
  if (IsConflict(scope.failure())) return scope.failure();
  status.Update(scope.failure());
  return status;
}

// Ends the transaction, by any means: the next one begins from nothing.
void PostgresSession::RollBack() {
  if (connection_->alive() && connection_->Execute("ROLLBACK").ok()) return;
  connection_.reset();
}

absl::Status PostgresSession::Transact(
    const std::function<absl::Status(Transaction&)>& body, Writers writers) {
  HW_RETURN_IF_ERROR(
      Begin(writers == Writers::kAlone ? kBeginAlone : kBeginTogether));
  absl::Cleanup roll_back = [&] { RollBack(); };
  HW_RETURN_IF_ERROR(RunBody(body));
  HW_RETURN_IF_ERROR(connection_->Commit());
  std::move(roll_back).Cancel();
  return absl::OkStatus();
}

absl::Status PostgresSession::Read(
    const std::function<absl::Status(Reader&)>& body) {
  HW_RETURN_IF_ERROR(Begin(kBeginRead));
  // Nothing was written: rolling back is as good an end as any.
  const absl::Cleanup roll_back = [&] { RollBack(); };
  return RunBody(body);
}

}  // namespace hirewire::store
