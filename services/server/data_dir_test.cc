#include "services/server/data_dir.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/store/postgres_server.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

std::string Fresh() {
  return absl::StrCat(
      ::testing::TempDir(), "/",
      ::testing::UnitTest::GetInstance()->current_test_info()->name(), "/data");
}

TEST(DataDir, MakesWhatItNeedsForItsOwnerOnly) {
  const std::string path = Fresh();
  ASSERT_TRUE(OpenDataDir(path, "").ok());
  struct stat folder = {};
  ASSERT_EQ(stat(path.c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 0777, 0700u);
  EXPECT_TRUE(std::filesystem::exists(path + "/hirewire.db"));
  EXPECT_TRUE(std::filesystem::exists(path + "/master-keys"));
}

TEST(DataDir, OpensAgainWithTheSameKeys) {
  const std::string path = Fresh();
  std::string sealed;
  {
    const auto first = OpenDataDir(path + "/", "");
    ASSERT_TRUE(first.ok()) << first.status();
    sealed = first->keyring->Seal("text", "place");
  }
  const auto second = OpenDataDir(path, "");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second->keyring->Open(sealed, "place"), "text");
}

TEST(DataDir, RefusesADatabaseWhoseKeysAreLost) {
  const std::string path = Fresh();
  ASSERT_TRUE(OpenDataDir(path, "").ok());
  std::filesystem::remove(path + "/master-keys");
  const absl::Status status = OpenDataDir(path, "").status();
  EXPECT_TRUE(absl::StrContains(status.message(), "master-keys")) << status;
  EXPECT_FALSE(std::filesystem::exists(path + "/master-keys"));
}

// A key file of another server in its place.
TEST(DataDir, RefusesADatabaseWithOtherKeys) {
  const std::string path = Fresh(), other = path + "/other";
  ASSERT_TRUE(OpenDataDir(path, "").ok());
  ASSERT_TRUE(OpenDataDir(other, "").ok());
  std::filesystem::rename(other + "/master-keys", path + "/master-keys");
  const absl::Status status = OpenDataDir(path, "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "/data/master-keys"))
      << status;
}

TEST(DataDir, NamesAPlaceThatCannotBe) {
  const std::string path = Fresh();
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  std::ofstream(path) << "a file";
  const absl::Status status = OpenDataDir(path, "").status();
  EXPECT_TRUE(
      absl::StrContains(status.message(), "NamesAPlaceThatCannotBe/data"))
      << status;
}

TEST(DataDir, ServersOnOnePostgresNeedTheSameKeys) {
  const auto server = store::PostgresServer::Start();
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string database = (*server)->NewDatabase();
  const std::string path = Fresh(), keys = path + "/master-keys";
  ASSERT_EQ(OpenDataDir(path, database).status(), absl::OkStatus());
  EXPECT_FALSE(std::filesystem::exists(path + "/hirewire.db"));
  EXPECT_EQ(OpenDataDir(path, database).status(), absl::OkStatus());

  // Another server's folder: no keys are made beside a database that has some.
  const std::string other = path + "/other";
  absl::Status status = OpenDataDir(other, database).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "/other/master-keys"))
      << status;
  EXPECT_FALSE(std::filesystem::exists(other + "/master-keys"));
  // With keys of its own, or none in the file.
  ASSERT_TRUE(OpenDataDir(other, "").ok());
  status = OpenDataDir(other, database).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  std::ofstream(other + "/master-keys", std::ios::trunc).close();
  status = OpenDataDir(other, database).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "/other/master-keys"))
      << status;
  // With those of the database.
  std::filesystem::copy_file(keys, other + "/master-keys",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(OpenDataDir(other, database).status(), absl::OkStatus());
}

TEST(DataDir, APostgresThatCannotBeReachedIsNamedWithoutItsPassword) {
  const absl::Status status =
      OpenDataDir(Fresh(), "postgresql://u:hush@/db?host=/nowhere").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "/nowhere")) << status;
  EXPECT_FALSE(absl::StrContains(status.message(), "hush")) << status;
}

TEST(DataDir, NothingIsKeptInMemoryAndInPostgresAtOnce) {
  EXPECT_EQ(OpenDataDir(":memory:", "host=/nowhere").status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(DataDir, InMemoryLeavesNothing) {
  EXPECT_TRUE(OpenDataDir(":memory:", "").ok());
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
}

}  // namespace
}  // namespace hirewire::server
