#include "base/store/postgres_error.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace hirewire::store {
namespace {

constexpr char kPayload[] = "hirewire.store/sqlstate";

// Whole codes before their classes: the first that matches wins.
// https://www.postgresql.org/docs/15/errcodes-appendix.html
constexpr struct {
  absl::string_view beginning;
  absl::StatusCode code;
} kCodes[] = {
    {"08", absl::StatusCode::kUnavailable},     // connection exception
    {"25006", absl::StatusCode::kUnavailable},  // read-only: a standby by now
    {"25P03", absl::StatusCode::kUnavailable},  // idle in transaction too long
    {"28", absl::StatusCode::kFailedPrecondition},     // user or password
    {"3D000", absl::StatusCode::kFailedPrecondition},  // no such database
    {"40001", absl::StatusCode::kUnavailable},         // serialization failure
    {"40P01", absl::StatusCode::kUnavailable},         // deadlock
    {"42501", absl::StatusCode::kFailedPrecondition},  // lacks a right
    {"53", absl::StatusCode::kResourceExhausted},
    {"55P03", absl::StatusCode::kUnavailable},  // lock not available
    {"55006", absl::StatusCode::kUnavailable},  // database is being copied
    {"57014", absl::StatusCode::kUnavailable},  // statement timeout
    {"57P", absl::StatusCode::kUnavailable},    // shutting down, starting
    {"XX001", absl::StatusCode::kDataLoss},     // corrupt table
    {"XX002", absl::StatusCode::kDataLoss},     // corrupt index
};

}  // namespace

absl::StatusCode CodeOfSqlState(absl::string_view sqlstate) {
  for (const auto& one : kCodes) {
    if (absl::StartsWith(sqlstate, one.beginning)) return one.code;
  }
  return absl::StatusCode::kInternal;
}

absl::Status PostgresError(absl::string_view sqlstate,
                           absl::string_view message) {
  absl::Status status(CodeOfSqlState(sqlstate),
                      absl::StrCat(message, " (SQLSTATE ", sqlstate, ")"));
  status.SetPayload(kPayload, absl::Cord(sqlstate));
  return status;
}

std::string SqlStateOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  return payload ? std::string(*payload) : std::string();
}

bool IsConflict(const absl::Status& status) {
  const std::string sqlstate = SqlStateOf(status);
  return sqlstate == "40001" || sqlstate == "40P01";
}

}  // namespace hirewire::store
