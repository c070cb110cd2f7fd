#include "auth/inbound/first_admin.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

std::string NewFolder() {
  std::string path = absl::StrCat(testing::TempDir(), "/admin-XXXXXX");
  return mkdtemp(path.data());
}

class FirstAdminTest : public ::testing::Test {
 protected:
  bool Make() { return MakeFirstAdmin(callers_, path_).value(); }
  std::string KeyInFile() {
    std::string key;
    std::ifstream(path_) >> key;
    return key;
  }
  bool Opens(const std::string& key) {
    return callers_.FindByKey(key).value().has_value();
  }
  void Write(const std::string& text, mode_t mode) {
    std::ofstream(path_) << text;
    chmod(path_.c_str(), mode);
  }

  FakeClock clock_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  CallerRegistry callers_{*store_, clock_};
  const std::string path_ = NewFolder() + "/admin-key";
};

TEST_F(FirstAdminTest, ItsKeyIsInAFileOfTheOwnersOnly) {
  EXPECT_TRUE(Make());
  EXPECT_TRUE(Opens(KeyInFile()));
  struct stat info;
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

TEST_F(FirstAdminTest, IsMadeOnce) {
  EXPECT_TRUE(Make());
  const std::string key = KeyInFile();
  unlink(path_.c_str());
  EXPECT_FALSE(Make());
  EXPECT_NE(access(path_.c_str(), F_OK), 0);
  ASSERT_TRUE(callers_.Delete("", "admin").ok());
  EXPECT_FALSE(Make());
}

TEST_F(FirstAdminTest, WhoWasStoppedHalfWayGoesOnFromTheFile) {
  const std::string key = absl::StrCat("hw_", std::string(43, 'A'));
  Write(key + "\n", 0600);
  EXPECT_TRUE(Make());
  EXPECT_EQ(KeyInFile(), key);
  EXPECT_TRUE(Opens(key));
}

TEST_F(FirstAdminTest, AFileThatOthersCanReadIsRefused) {
  Write(absl::StrCat("hw_", std::string(43, 'A')), 0644);
  EXPECT_TRUE(
      absl::IsFailedPrecondition(MakeFirstAdmin(callers_, path_).status()));
  EXPECT_TRUE(callers_.IsNew().value());
}

TEST_F(FirstAdminTest, AFileWithoutAKeyIsRefusedAndKept) {
  Write("notes of mine", 0600);
  EXPECT_TRUE(
      absl::IsFailedPrecondition(MakeFirstAdmin(callers_, path_).status()));
  EXPECT_EQ(KeyInFile(), "notes");
}

TEST_F(FirstAdminTest, AFolderThatCannotBeWrittenToIsNamed) {
  const auto made = MakeFirstAdmin(callers_, "/nowhere/admin-key");
  EXPECT_FALSE(made.ok());
  EXPECT_NE(made.status().message().find("/nowhere"), std::string::npos);
  EXPECT_TRUE(callers_.IsNew().value());
}

}  // namespace
}  // namespace hirewire::auth
