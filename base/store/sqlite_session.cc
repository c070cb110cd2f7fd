#include "base/store/sqlite_session.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/status/macros.h"
#include "base/store/record_rules.h"
#include "base/store/sqlite_database.h"
#include "base/store/store.h"

namespace hirewire::store {
namespace {

constexpr absl::string_view kGet =
    "SELECT version, value FROM record WHERE kind = ?1 AND key = ?2";
constexpr absl::string_view kList =
    "SELECT key, version, value FROM record WHERE kind = ?1 AND key >= ?2 "
    "ORDER BY key LIMIT ?3";
constexpr absl::string_view kNextVersion =
    "UPDATE last_version SET version = version + 1 RETURNING version";
constexpr absl::string_view kPut =
    "INSERT INTO record (kind, key, version, value) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT DO UPDATE SET version = excluded.version, "
    "value = excluded.value";
constexpr absl::string_view kRemove =
    "DELETE FROM record WHERE kind = ?1 AND key = ?2";

}  // namespace

// One transaction. A failure of the database itself dooms it: the session then
// refuses to commit, also where the body shrugs the failure off.
class SqliteSession::Scope : public Transaction {
 public:
  explicit Scope(Statements& statements) : sql_(statements) {}

  absl::StatusOr<std::optional<Record>> Get(absl::string_view kind,
                                            absl::string_view key) override {
    const ResetOnExit reset(sql_.get);
    sql_.get.BindText(1, kind).BindBytes(2, key);
    HW_ASSIGN_OR_RETURN(const bool found, Step(sql_.get));
    if (!found) return std::nullopt;
    return Record{std::string(key), std::string(sql_.get.Bytes(1)),
                  sql_.get.Int(0)};
  }

  absl::StatusOr<std::vector<Record>> List(absl::string_view kind,
                                           absl::string_view prefix,
                                           absl::string_view after,
                                           int limit) override {
    HW_RETURN_IF_ERROR(CheckLimit(limit));
    const std::string from = FirstListed(prefix, after);
    const ResetOnExit reset(sql_.list);
    sql_.list.BindText(1, kind).BindBytes(2, from).BindInt(3, limit);
    std::vector<Record> records;
    while (true) {
      HW_ASSIGN_OR_RETURN(const bool found, Step(sql_.list));
      // Keys are in order: the first foreign one ends the prefix.
      if (!found || !absl::StartsWith(sql_.list.Bytes(0), prefix)) break;
      records.push_back({std::string(sql_.list.Bytes(0)),
                         std::string(sql_.list.Bytes(2)), sql_.list.Int(1)});
    }
    return records;
  }

  absl::StatusOr<int64_t> Put(absl::string_view kind, absl::string_view key,
                              absl::string_view value,
                              int64_t expected) override {
    HW_RETURN_IF_ERROR(CheckRecord(key, value));
    HW_ASSIGN_OR_RETURN(const int64_t found, VersionOf(kind, key));
    HW_RETURN_IF_ERROR(CheckExpected(found, expected));
    HW_ASSIGN_OR_RETURN(const int64_t version, NextVersion());
    const ResetOnExit reset(sql_.put);
    sql_.put.BindText(1, kind).BindBytes(2, key);
    sql_.put.BindInt(3, version).BindBytes(4, value);
    HW_RETURN_IF_ERROR(Step(sql_.put).status());
    return version;
  }

  absl::Status Delete(absl::string_view kind, absl::string_view key,
                      int64_t expected) override {
    HW_ASSIGN_OR_RETURN(const int64_t found, VersionOf(kind, key));
    HW_RETURN_IF_ERROR(CheckExpected(found, expected));
    if (found == kAbsent) return absl::NotFoundError("no such record");
    const ResetOnExit reset(sql_.remove);
    sql_.remove.BindText(1, kind).BindBytes(2, key);
    return Step(sql_.remove).status();
  }

  const absl::Status& failure() const { return failure_; }

 private:
  absl::StatusOr<bool> Step(SqliteStatement& statement) {
    auto row = statement.Step();
    if (!row.ok()) failure_.Update(row.status());
    return row;
  }

  absl::StatusOr<int64_t> VersionOf(absl::string_view kind,
                                    absl::string_view key) {
    const ResetOnExit reset(sql_.get);
    sql_.get.BindText(1, kind).BindBytes(2, key);
    HW_ASSIGN_OR_RETURN(const bool found, Step(sql_.get));
    return found ? sql_.get.Int(0) : kAbsent;
  }

  absl::StatusOr<int64_t> NextVersion() {
    const ResetOnExit reset(sql_.next_version);
    HW_RETURN_IF_ERROR(Step(sql_.next_version).status());
    const int64_t version = sql_.next_version.Int(0);
    // Not before the end is the update done.
    HW_RETURN_IF_ERROR(Step(sql_.next_version).status());
    return version;
  }

  Statements& sql_;
  absl::Status failure_;
};

absl::StatusOr<std::unique_ptr<SqliteSession>> SqliteSession::Create(
    SqliteDatabase database) {
  HW_ASSIGN_OR_RETURN(auto get, database.Prepare(kGet));
  HW_ASSIGN_OR_RETURN(auto list, database.Prepare(kList));
  HW_ASSIGN_OR_RETURN(auto next_version, database.Prepare(kNextVersion));
  HW_ASSIGN_OR_RETURN(auto put, database.Prepare(kPut));
  HW_ASSIGN_OR_RETURN(auto remove, database.Prepare(kRemove));
  return std::unique_ptr<SqliteSession>(new SqliteSession(
      std::move(database),
      Statements{std::move(get), std::move(list), std::move(next_version),
                 std::move(put), std::move(remove)}));
}

absl::Status SqliteSession::Run(
    const char* begin, const std::function<absl::Status(Scope&)>& body) {
  HW_RETURN_IF_ERROR(database_.Execute(begin));
  absl::Cleanup roll_back = [&] {
    database_.Execute("ROLLBACK").IgnoreError();
  };
  Scope scope(statements_);
  HW_RETURN_IF_ERROR(body(scope));
  HW_RETURN_IF_ERROR(scope.failure());
  HW_RETURN_IF_ERROR(database_.Execute("COMMIT"));
  std::move(roll_back).Cancel();
  return absl::OkStatus();
}

absl::Status SqliteSession::Transact(
    const std::function<absl::Status(Transaction&)>& body) {
  // IMMEDIATE takes the write lock at once: a transaction that read first and
  // then found another writer ahead of it could only fail.
  return Run("BEGIN IMMEDIATE", body);
}

absl::Status SqliteSession::Read(
    const std::function<absl::Status(Reader&)>& body) {
  return Run("BEGIN", body);
}

}  // namespace hirewire::store
