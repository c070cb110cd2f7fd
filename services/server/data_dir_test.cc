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

TEST(DataDir, APostgresTakesThePlaceOfTheFile) {
  const auto server = store::PostgresServer::Start();
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string path = Fresh();
  const std::string database = (*server)->NewDatabase();
  ASSERT_EQ(OpenDataDir(path, database).status(), absl::OkStatus());
  EXPECT_TRUE(std::filesystem::is_directory(path));
  EXPECT_FALSE(std::filesystem::exists(path + "/hirewire.db"));
  EXPECT_EQ(OpenDataDir(":memory:", database).status(), absl::OkStatus());
}

TEST(DataDir, APostgresThatCannotBeReachedIsNamedWithoutItsPassword) {
  const absl::Status status =
      OpenDataDir(Fresh(), "postgresql://u:hush@/db?host=/nowhere").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "/nowhere")) << status;
  EXPECT_FALSE(absl::StrContains(status.message(), "hush")) << status;
}

TEST(DataDir, InMemoryLeavesNothing) {
  EXPECT_TRUE(OpenDataDir(":memory:", "").ok());
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
}

}  // namespace
}  // namespace hirewire::server
