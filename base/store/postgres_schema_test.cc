#include "base/store/postgres_schema.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "base/store/migration.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_connection.h"
#include "base/store/postgres_fixture.h"
#include "base/store/postgres_server.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

const testing::Environment* const kEnd =
    testing::AddGlobalTestEnvironment(new EndSharedServer);

constexpr Migration kTwo[] = {
    {"people", "CREATE TABLE people (name text)"},
    {"their age", "ALTER TABLE people ADD COLUMN age bigint"},
};
constexpr Migration kBroken[] = {
    kTwo[0],
    kTwo[1],
    {"broken", "CREATE TABLE half (a bigint); CREATE nonsense"},
};
const auto kFirst = absl::MakeConstSpan(kTwo).first(1);

class Schema : public testing::Test {
 protected:
  PostgresConnection Connect() {
    return PostgresConnection::Open(*ParsePostgresAddress(address_),
                                    {absl::Seconds(30), absl::Seconds(60)})
        .value();
  }
  std::string Query(const std::string& sql) {
    return PostgresServer::Query(address_, sql);
  }
  const std::string address_ = SharedServer().NewDatabase();
  PostgresConnection connection_ = Connect();
};

TEST_F(Schema, MigrationsAreAppliedInOrderAndOnceAndKeepTheData) {
  ASSERT_EQ(Migrate(connection_, kFirst), absl::OkStatus());
  ASSERT_EQ(connection_.Execute("INSERT INTO people VALUES ('Ada')"),
            absl::OkStatus());
  ASSERT_EQ(Migrate(connection_, kTwo), absl::OkStatus());
  ASSERT_EQ(Migrate(connection_, kTwo), absl::OkStatus());
  EXPECT_EQ(Query("SELECT name FROM people WHERE age IS NULL"), "Ada");
  EXPECT_EQ(Query("SELECT string_agg(description, ', ' ORDER BY version) "
                  "FROM schema_migration"),
            "people, their age");
}

TEST_F(Schema, AFailedMigrationLeavesThePreviousVersion) {
  ASSERT_EQ(Migrate(connection_, kFirst), absl::OkStatus());
  EXPECT_FALSE(Migrate(connection_, kBroken).ok());
  EXPECT_EQ(Query("SELECT max(version)::text FROM schema_migration"), "1");
  EXPECT_EQ(Query("SELECT coalesce(to_regclass('half')::text, 'none')"),
            "none");
  // And the connection is usable: no transaction was left open.
  EXPECT_EQ(Migrate(connection_, kTwo), absl::OkStatus());
}

TEST_F(Schema, ANewerVersionIsRefusedNamingBothAndNothingIsTouched) {
  ASSERT_EQ(Migrate(connection_, kTwo), absl::OkStatus());
  ASSERT_EQ(connection_.Execute("INSERT INTO people VALUES ('Ada', 36)"),
            absl::OkStatus());
  const absl::Status status = Migrate(connection_, kFirst);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "version 2")) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "knows 1")) << status;
  EXPECT_EQ(Query("SELECT age::text FROM people"), "36");
  EXPECT_EQ(Query("SELECT count(*)::text FROM schema_migration"), "2");
}

TEST_F(Schema, AnotherProgramsTablesInOurSchemaAreRefusedAndLeftAlone) {
  ASSERT_EQ(connection_.Execute("CREATE SCHEMA hirewire;"
                                "CREATE TABLE hirewire.theirs (a bigint)"),
            absl::OkStatus());
  EXPECT_EQ(Migrate(connection_, kTwo).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Query("SELECT count(*)::text FROM pg_tables "
                  "WHERE schemaname = 'hirewire'"),
            "1");
}

TEST_F(Schema, OtherProgramsTablesElsewhereAreNoneOfOurs) {
  ASSERT_EQ(connection_.Execute("CREATE TABLE public.people (a bigint)"),
            absl::OkStatus());
  EXPECT_EQ(Migrate(connection_, kTwo), absl::OkStatus());
}

TEST_F(Schema, ARoleThatMayNotMakeSchemasUsesTheOneItWasGiven) {
  ASSERT_EQ(connection_.Execute("CREATE ROLE guest LOGIN PASSWORD 'guest';"
                                "CREATE SCHEMA hirewire AUTHORIZATION guest"),
            absl::OkStatus());
  const std::string name = Query("SELECT current_database()::text");
  auto guest = PostgresConnection::Open(
      *ParsePostgresAddress(SharedServer().Address(name, "guest", "guest")),
      {absl::Seconds(30), absl::Seconds(60)});
  ASSERT_TRUE(guest.ok()) << guest.status();
  EXPECT_EQ(Migrate(*guest, PostgresMigrations()), absl::OkStatus());
}

TEST_F(Schema, ManyThatMigrateAnEmptyDatabaseAtOnceAllSucceed) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      auto connection = Connect();
      EXPECT_EQ(Migrate(connection, PostgresMigrations()), absl::OkStatus());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Query("SELECT count(*)::text FROM schema_migration"),
            std::to_string(PostgresMigrations().size()));
}

}  // namespace
}  // namespace hirewire::store
