#include "base/store/sqlite_schema.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "base/store/migration.h"
#include "base/store/sqlite_database.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

constexpr Migration kTwo[] = {
    {"people", "CREATE TABLE people (name TEXT) STRICT"},
    {"their age", "ALTER TABLE people ADD COLUMN age INTEGER"},
};
constexpr Migration kBroken[] = {
    kTwo[0],
    kTwo[1],
    {"broken", "CREATE TABLE half (a INTEGER); CREATE nonsense"},
};

class Schema : public testing::Test {
 protected:
  int64_t Count(const char* sql) {
    auto statement = database_.Prepare(sql);
    if (!statement.ok() || !statement->Step().ok()) return -1;
    return statement->Int(0);
  }
  SqliteDatabase database_ =
      SqliteDatabase::Open(":memory:", absl::Seconds(1)).value();
};

TEST_F(Schema, MigrationsAreAppliedInOrderAndOnce) {
  const auto first = absl::MakeConstSpan(kTwo).first(1);
  ASSERT_EQ(Migrate(database_, first), absl::OkStatus());
  ASSERT_EQ(database_.Execute("INSERT INTO people VALUES ('Ada')"),
            absl::OkStatus());
  ASSERT_EQ(Migrate(database_, kTwo), absl::OkStatus());
  ASSERT_EQ(Migrate(database_, kTwo), absl::OkStatus());
  EXPECT_EQ(Count("SELECT count(age IS NULL) FROM people"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM schema_migration"), 2);
}

TEST_F(Schema, AFailedMigrationLeavesThePreviousVersion) {
  ASSERT_EQ(Migrate(database_, absl::MakeConstSpan(kTwo).first(1)),
            absl::OkStatus());
  EXPECT_FALSE(Migrate(database_, kBroken).ok());
  EXPECT_EQ(Count("SELECT max(version) FROM schema_migration"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
  // And the connection is usable: no transaction was left open.
  EXPECT_EQ(Migrate(database_, kTwo), absl::OkStatus());
}

TEST_F(Schema, ANewerVersionIsRefusedNamingBothAndNothingIsTouched) {
  ASSERT_EQ(Migrate(database_, kTwo), absl::OkStatus());
  ASSERT_EQ(database_.Execute("INSERT INTO people VALUES ('Ada', 36)"),
            absl::OkStatus());
  const absl::Status status =
      Migrate(database_, absl::MakeConstSpan(kTwo).first(1));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "version 2")) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "knows 1")) << status;
  EXPECT_EQ(Count("SELECT age FROM people"), 36);
  EXPECT_EQ(Count("SELECT count(*) FROM schema_migration"), 2);
}

TEST_F(Schema, TheReleasedMigrationsApply) {
  EXPECT_EQ(Migrate(database_, SqliteMigrations()), absl::OkStatus());
}

}  // namespace
}  // namespace hirewire::store
