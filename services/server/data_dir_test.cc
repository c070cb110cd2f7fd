#include "services/server/data_dir.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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
  ASSERT_TRUE(OpenDataDir(path).ok());
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
    const auto first = OpenDataDir(path + "/");
    ASSERT_TRUE(first.ok()) << first.status();
    sealed = first->keyring->Seal("text", "place");
  }
  const auto second = OpenDataDir(path);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second->keyring->Open(sealed, "place"), "text");
}

TEST(DataDir, RefusesADatabaseWhoseKeysAreLost) {
  const std::string path = Fresh();
  ASSERT_TRUE(OpenDataDir(path).ok());
  std::filesystem::remove(path + "/master-keys");
  const absl::Status status = OpenDataDir(path).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "master-keys")) << status;
  EXPECT_FALSE(std::filesystem::exists(path + "/master-keys"));
}

TEST(DataDir, NamesAPlaceThatCannotBe) {
  const std::string path = Fresh();
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  std::ofstream(path) << "a file";
  const absl::Status status = OpenDataDir(path).status();
  EXPECT_TRUE(
      absl::StrContains(status.message(), "NamesAPlaceThatCannotBe/data"))
      << status;
}

TEST(DataDir, InMemoryLeavesNothing) {
  EXPECT_TRUE(OpenDataDir(":memory:").ok());
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
}

}  // namespace
}  // namespace hirewire::server
