#include "base/store/sqlite_store.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "base/store/sqlite_database.h"
#include "base/store/store.h"
#include "base/store/store_concurrency_contract_test.h"
#include "base/store/store_contract_test.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

std::string NewPath() {
  std::string folder = absl::StrCat(testing::TempDir(), "/store_XXXXXX");
  if (mkdtemp(folder.data()) == nullptr) std::abort();
  return folder + "/db";
}

std::unique_ptr<SqliteStore> MustOpen(const std::string& path) {
  auto store = SqliteStore::Open(path);
  if (!store.ok()) ADD_FAILURE() << store.status();
  return std::move(store).value();
}

INSTANTIATE_TEST_SUITE_P(
    Sqlite, StoreContract,
    testing::Values(StoreFactory{"memory",
                                 [] { return SqliteStore::InMemory(); }},
                    StoreFactory{"file", [] { return MustOpen(NewPath()); }}),
    FactoryName());
INSTANTIATE_TEST_SUITE_P(Sqlite, StoreSnapshotContract,
                         testing::Values(StoreFactory{
                             "file", [] { return MustOpen(NewPath()); }}),
                         FactoryName());

std::string Value(Store& store, absl::string_view kind, absl::string_view key) {
  std::string value = "absent";
  EXPECT_EQ(store.Read([&](Reader& r) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto record, r.Get(kind, key));
    if (record) value = record->value;
    return absl::OkStatus();
  }),
            absl::OkStatus());
  return value;
}

absl::Status Put(Store& store, absl::string_view key, absl::string_view value) {
  return store.Transact([&](Transaction& t) {
    return t.Put("kind", key, value, kAnyVersion).status();
  });
}

// Runs `body` in a process of its own and returns how that ended.
int InChild(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return status;
}

TEST(SqliteStore, KeepsItsRecordsWhenReopened) {
  const std::string path = NewPath();
  ASSERT_EQ(Put(*MustOpen(path), "a", "1"), absl::OkStatus());
  EXPECT_EQ(Value(*MustOpen(path), "kind", "a"), "1");
}

TEST(SqliteStore, FilesAreForTheirOwnerOnly) {
  const std::string path = NewPath();
  const auto store = MustOpen(path);
  ASSERT_EQ(Put(*store, "a", "1"), absl::OkStatus());
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat info;
    ASSERT_EQ(stat((path + suffix).c_str(), &info), 0) << suffix;
    EXPECT_EQ(info.st_mode & 07777, 0600u) << suffix;
  }
}

TEST(SqliteStore, KilledInATransactionLeavesTheLastCommit) {
  const std::string path = NewPath();
  const int status = InChild([&] {
    const auto store = MustOpen(path);
    if (!Put(*store, "a", "committed").ok()) _exit(2);
    store
        ->Transact([](Transaction& t) -> absl::Status {
          // More than the page cache holds: some of it reaches the disk.
          const std::string big(4 << 20, 'x');
          HW_RETURN_IF_ERROR(t.Put("kind", "a", "lost", kAnyVersion).status());
          HW_RETURN_IF_ERROR(t.Put("kind", "big", big, kAbsent).status());
          raise(SIGKILL);
          return absl::OkStatus();
        })
        .IgnoreError();
  });
  ASSERT_TRUE(WIFSIGNALED(status)) << status;
  const auto store = MustOpen(path);
  EXPECT_EQ(Value(*store, "kind", "a"), "committed");
  EXPECT_EQ(Value(*store, "kind", "big"), "absent");
  EXPECT_EQ(Put(*store, "a", "next"), absl::OkStatus());
}

TEST(SqliteStore, KilledAtAnyMomentKeepsEveryReportedCommit) {
  const std::string path = NewPath();
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto store = MustOpen(path);
    for (char report = 'x'; Increment(*store, "n").ok();) {
      if (write(pipe_ends[1], &report, 1) != 1) break;
    }
    _exit(1);
  }
  int reported = 0;
  for (char report; reported < 25; ++reported) {
    ASSERT_EQ(read(pipe_ends[0], &report, 1), 1);
  }
  ASSERT_EQ(kill(child, SIGKILL), 0);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  int kept = 0;
  ASSERT_TRUE(absl::SimpleAtoi(Value(*MustOpen(path), "counter", "n"), &kept));
  EXPECT_GE(kept, reported);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST(SqliteStore, ProcessesThatWriteAtOnceLoseNothing) {
  const std::string path = NewPath();
  constexpr int kProcesses = 4, kEach = 25;
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    // They also create and migrate the file at once.
    const auto store = SqliteStore::Open(path);
    if (!store.ok()) _exit(2);
    for (int n = 0; n < kEach; ++n) {
      if (!Increment(**store, "n").ok()) _exit(3);
    }
    _exit(0);
  }
  for (const pid_t child : children) {
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(Value(*MustOpen(path), "counter", "n"),
            absl::StrCat(kProcesses * kEach));
}

TEST(SqliteStore, AWriterThatHoldsOnTooLongMakesOthersUnavailable) {
  const std::string path = NewPath();
  const auto first = MustOpen(path);
  auto second =
      SqliteStore::Open(path, {.busy_timeout = absl::Milliseconds(1)});
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->Transact([&](Transaction&) {
    EXPECT_EQ(Put(**second, "a", "1").code(), absl::StatusCode::kUnavailable);
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Put(**second, "a", "1"), absl::OkStatus());
}

void ExpectRefused(const std::string& path, absl::StatusCode code) {
  const absl::Status status = SqliteStore::Open(path).status();
  EXPECT_EQ(status.code(), code) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), path)) << status;
}

TEST(SqliteStore, WhatIsNoDatabaseIsRefusedAndLeftAlone) {
  const std::string path = NewPath();
  const std::string rubbish(10000, 'r');
  std::ofstream(path) << rubbish;
  ExpectRefused(path, absl::StatusCode::kDataLoss);
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), rubbish);
}

TEST(SqliteStore, DamagedPagesAreDataLoss) {
  const std::string path = NewPath();
  {
    const auto store = MustOpen(path);
    for (int i = 0; i < 100; ++i) {
      ASSERT_EQ(Put(*store, absl::StrCat(i), std::string(1000, 'x')),
                absl::OkStatus());
    }
  }
  struct stat info;
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);
  file << std::string(static_cast<size_t>(info.st_size) - 4096, '\x7f');
  file.close();
  const auto store = SqliteStore::Open(path);
  const absl::Status status = store.ok() ? (*store)->Read([](Reader& r) {
    return r.List("kind", "", "", 1000).status();
  })
                                         : store.status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
}

TEST(SqliteStore, MissingFoldersAndFoldersAreRefused) {
  ExpectRefused(NewPath() + "/nowhere/db",
                absl::StatusCode::kFailedPrecondition);
  ExpectRefused(testing::TempDir(), absl::StatusCode::kFailedPrecondition);
}

TEST(SqliteStore, ANewerSchemaIsRefusedNamingBothVersions) {
  const std::string path = NewPath();
  {
    MustOpen(path);
  }
  {
    auto database = SqliteDatabase::Open(path, absl::Seconds(1));
    ASSERT_TRUE(database.ok());
    ASSERT_EQ(database->Execute(
                  "INSERT INTO schema_migration VALUES (99, 'from afar')"),
              absl::OkStatus());
  }
  ExpectRefused(path, absl::StatusCode::kFailedPrecondition);
  const absl::Status status = SqliteStore::Open(path).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "99")) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "knows 1")) << status;
}

TEST(SqliteStore, AnotherProgramsDatabaseIsRefused) {
  const std::string path = NewPath();
  {
    auto database = SqliteDatabase::Open(path, absl::Seconds(1));
    ASSERT_TRUE(database.ok());
    ASSERT_EQ(database->Execute("CREATE TABLE theirs (a INTEGER)"),
              absl::OkStatus());
  }
  ExpectRefused(path, absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace hirewire::store
