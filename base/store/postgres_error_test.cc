#include "base/store/postgres_error.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

TEST(PostgresError, CodesFollowTheCause) {
  const struct {
    const char* sqlstate;
    absl::StatusCode code;
  } cases[] = {
      {"08006", absl::StatusCode::kUnavailable},
      {"57P01", absl::StatusCode::kUnavailable},
      {"57014", absl::StatusCode::kUnavailable},
      {"55P03", absl::StatusCode::kUnavailable},
      {"25006", absl::StatusCode::kUnavailable},
      {"53100", absl::StatusCode::kResourceExhausted},
      {"53300", absl::StatusCode::kResourceExhausted},
      {"XX001", absl::StatusCode::kDataLoss},
      {"XX002", absl::StatusCode::kDataLoss},
      {"28P01", absl::StatusCode::kFailedPrecondition},
      {"28000", absl::StatusCode::kFailedPrecondition},
      {"3D000", absl::StatusCode::kFailedPrecondition},
      {"42501", absl::StatusCode::kFailedPrecondition},
      {"42P01", absl::StatusCode::kInternal},
      {"XX000", absl::StatusCode::kInternal},
      {"", absl::StatusCode::kInternal},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(CodeOfSqlState(one.sqlstate), one.code) << one.sqlstate;
  }
}

TEST(PostgresError, KeepsItsSqlState) {
  const absl::Status status = PostgresError("53100", "disk full");
  EXPECT_EQ(SqlStateOf(status), "53100");
  EXPECT_TRUE(absl::StrContains(status.message(), "53100"));
  EXPECT_EQ(SqlStateOf(absl::AbortedError("ours")), "");
}

TEST(PostgresError, OnlySerializationFailuresAndDeadlocksAreConflicts) {
  EXPECT_TRUE(IsConflict(PostgresError("40001", "")));
  EXPECT_TRUE(IsConflict(PostgresError("40P01", "")));
  EXPECT_FALSE(IsConflict(PostgresError("57014", "")));
  EXPECT_FALSE(IsConflict(absl::AbortedError("ours")));
  EXPECT_FALSE(IsConflict(absl::OkStatus()));
}

}  // namespace
}  // namespace hirewire::store
