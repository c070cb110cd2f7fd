// What a PostgresStore does when its server refuses it, goes away, freezes or
// lies in pieces.
#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_fixture.h"
#include "base/store/postgres_server.h"
#include "base/store/postgres_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

const testing::Environment* const kEnd =
    testing::AddGlobalTestEnvironment(new EndSharedServer);

// Opening fails with that code, names the database, and tells no password.
void ExpectRefused(const std::string& address, absl::StatusCode code,
                   absl::string_view word) {
  const absl::Status status = PostgresStore::Open(address).status();
  EXPECT_EQ(status.code(), code) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), word)) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "PostgreSQL database "))
      << status;
  EXPECT_FALSE(absl::StrContains(status.ToString(), PostgresServer::kPassword))
      << status;
  EXPECT_FALSE(absl::StrContains(status.ToString(), "wrong-horse")) << status;
}

TEST(PostgresOpen, AWrongPasswordIsRefused) {
  ExpectRefused(
      SharedServer().Address("postgres", PostgresServer::kUser, "wrong-horse"),
      absl::StatusCode::kFailedPrecondition, "28P01");
  ExpectRefused(SharedServer().Address("postgres", PostgresServer::kUser, ""),
                absl::StatusCode::kFailedPrecondition, "password");
}

TEST(PostgresOpen, AMissingDatabaseIsRefusedAndNamed) {
  ExpectRefused(SharedServer().Address("nowhere"),
                absl::StatusCode::kFailedPrecondition, "nowhere");
}

TEST(PostgresOpen, AnUnreachableServerIsUnavailable) {
  ExpectRefused("postgresql://u:wrong-horse@/db?host=/nowhere",
                absl::StatusCode::kUnavailable, "/nowhere");
  ExpectRefused("postgresql://u:wrong-horse@127.0.0.1:1/db",
                absl::StatusCode::kUnavailable, "refused");
}

TEST(PostgresOpen, TheNextHostIsTriedWhereOneIsGone) {
  std::string address = SharedServer().NewDatabase();
  address.replace(address.find("host="), 5, "host=/nowhere,");
  EXPECT_EQ(PostgresStore::Open(address).status(), absl::OkStatus());
}

TEST(PostgresOpen, TooManyConnectionsExhaustAResource) {
  ASSERT_EQ(PostgresServer::Execute(
                SharedServer().Address("postgres"),
                "CREATE ROLE crowd LOGIN PASSWORD 'crowd' CONNECTION LIMIT 0"),
            absl::OkStatus());
  ExpectRefused(SharedServer().Address("postgres", "crowd", "crowd"),
                absl::StatusCode::kResourceExhausted, "53300");
}

TEST(PostgresOpen, ARoleWithoutRightsIsRefused) {
  const std::string address = SharedServer().NewDatabase();
  ASSERT_EQ(PostgresServer::Execute(
                address, "CREATE ROLE stranger LOGIN PASSWORD 'stranger'"),
            absl::OkStatus());
  const std::string name =
      PostgresServer::Query(address, "SELECT current_database()::text");
  ExpectRefused(SharedServer().Address(name, "stranger", "stranger"),
                absl::StatusCode::kFailedPrecondition, "permission denied");
}

TEST(PostgresOpen, ANewerSchemaIsRefusedNamingBothVersions) {
  const std::string address = SharedServer().NewDatabase();
  ASSERT_NE(MustOpen(address), nullptr);
  ASSERT_EQ(
      PostgresServer::Execute(
          address,
          "INSERT INTO hirewire.schema_migration VALUES (99, 'from afar')"),
      absl::OkStatus());
  ExpectRefused(address, absl::StatusCode::kFailedPrecondition, "version 99");
  ExpectRefused(address, absl::StatusCode::kFailedPrecondition, "knows 1");
}

TEST(PostgresOpen, AReadOnlyServerIsUnavailable) {
  const std::string address = SharedServer().NewDatabase();
  ASSERT_EQ(
      PostgresServer::Execute(
          address, absl::StrCat("ALTER DATABASE ",
                                PostgresServer::Query(
                                    address, "SELECT current_database()::text"),
                                " SET default_transaction_read_only = on")),
      absl::OkStatus());
  ExpectRefused(address, absl::StatusCode::kUnavailable, "read-only");
}

// A server of its own, to be taken away.
class PostgresFailure : public testing::Test {
 protected:
  void SetUp() override {
    auto started = PostgresServer::Start();
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    // Recovery would copy a new database again.
    address_ = server_->Address("postgres");
    store_ = MustOpen(address_);
    ASSERT_EQ(Put("a", "committed"), absl::OkStatus());
    ASSERT_EQ(Value("a"), "committed");
  }

  absl::Status Put(absl::string_view key, absl::string_view value) {
    return PutAnd(key, value, [] {});
  }
  int64_t PutVersion(absl::string_view key) {
    int64_t version = 0;
    EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
      HW_ASSIGN_OR_RETURN(version, t.Put("kind", key, "", kAnyVersion));
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return version;
  }
  // Calls `then` between the write and its commit.
  absl::Status PutAnd(absl::string_view key, absl::string_view value,
                      const std::function<void()>& then) {
    return store_->Transact([&](Transaction& t) -> absl::Status {
      HW_RETURN_IF_ERROR(t.Put("kind", key, value, kAnyVersion).status());
      then();
      return absl::OkStatus();
    });
  }
  std::string Value(absl::string_view key) {
    std::string value = "absent";
    const absl::Status status = store_->Read([&](Reader& r) -> absl::Status {
      HW_ASSIGN_OR_RETURN(const auto record, r.Get("kind", key));
      if (record) value = record->value;
      return absl::OkStatus();
    });
    return status.ok() ? value : status.ToString();
  }

  std::unique_ptr<PostgresServer> server_;
  std::string address_;
  std::unique_ptr<PostgresStore> store_;
};

TEST_F(PostgresFailure, ACrashInATransactionLeavesTheLastCommit) {
  const int64_t version = PutVersion("version");
  const absl::Status status = store_->Transact([&](Transaction& t) {
    EXPECT_TRUE(t.Put("kind", "a", "lost", kAnyVersion).ok());
    server_->Crash();
    return t.Put("kind", "b", "lost", kAnyVersion).status();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  // Nobody is there.
  EXPECT_EQ(Put("a", "nowhere").code(), absl::StatusCode::kUnavailable);
  ASSERT_EQ(server_->StartAgain(), absl::OkStatus());
  EXPECT_EQ(Value("a"), "committed");
  EXPECT_EQ(Value("b"), "absent");
  EXPECT_GT(PutVersion("version"), version);
}

TEST_F(PostgresFailure, ACrashBeforeTheCommitIsToldAsUnknown) {
  const absl::Status status = PutAnd("a", "lost", [&] { server_->Crash(); });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "unknown")) << status;
  ASSERT_EQ(server_->StartAgain(), absl::OkStatus());
  EXPECT_EQ(Value("a"), "committed");
}

TEST_F(PostgresFailure, ARestartBetweenTransactionsIsNotNoticed) {
  server_->Stop();
  ASSERT_EQ(server_->StartAgain(), absl::OkStatus());
  EXPECT_EQ(Put("a", "next"), absl::OkStatus());
  EXPECT_EQ(Value("a"), "next");
}

TEST_F(PostgresFailure, AFrozenServerIsGivenUp) {
  store_ = MustOpen(address_, {.statement_timeout = absl::Milliseconds(200)});
  ASSERT_EQ(Put("a", "committed"), absl::OkStatus());
  pid_t frozen = 0;
  const absl::Status status = PutAnd("a", "perhaps", [&] {
    ASSERT_TRUE(absl::SimpleAtoi(
        PostgresServer::Query(address_,
                              "SELECT pid::text FROM pg_stat_activity "
                              "WHERE state = 'idle in transaction'"),
        &frozen));
    ASSERT_EQ(kill(frozen, SIGSTOP), 0);
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "unknown")) << status;
  // The next one takes another connection.
  EXPECT_EQ(Put("b", "1"), absl::OkStatus());
  kill(frozen, SIGCONT);
}

TEST_F(PostgresFailure, APasswordThatWasChangedMakesItUnavailable) {
  ASSERT_EQ(PostgresServer::Execute(
                address_, absl::StrCat("ALTER ROLE ", PostgresServer::kUser,
                                       " PASSWORD 'another'")),
            absl::OkStatus());
  server_->Stop();
  ASSERT_EQ(server_->StartAgain(), absl::OkStatus());
  const absl::Status status = Put("a", "2");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "28P01")) << status;
}

TEST_F(PostgresFailure, DamagedPagesAreDataLoss) {
  const std::string file = PostgresServer::Query(
      address_, "SELECT pg_relation_filepath('hirewire.record')");
  server_->Stop();
  const std::string path = absl::StrCat(server_->data_folder(), "/", file);
  const auto size = std::filesystem::file_size(path);
  ASSERT_GT(size, 0u);
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary)
      << std::string(size, '\x7f');
  ASSERT_EQ(server_->StartAgain(), absl::OkStatus());
  const absl::Status status =
      store_->Read([](Reader& r) { return r.Get("kind", "a").status(); });
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
}

}  // namespace
}  // namespace hirewire::store
