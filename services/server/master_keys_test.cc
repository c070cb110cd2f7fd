#include "services/server/master_keys.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/master_keys.h"
#include "base/store/postgres_server.h"
#include "base/store/postgres_store.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "services/server/config.h"

namespace hirewire::server {
namespace {

class MasterKeysTest : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.data_dir = absl::StrCat(::testing::TempDir(), "/keys_XXXXXX");
    ASSERT_NE(mkdtemp(config_.data_dir.data()), nullptr);
    // As paths are shown.
    config_.data_dir =
        std::filesystem::path(config_.data_dir).lexically_normal().string();
    path_ = config_.data_dir + "/master-keys";
  }
  absl::StatusOr<std::unique_ptr<crypto::MasterKeys>> Open() {
    return OpenMasterKeys(config_, *store_, clock_);
  }
  // Refused, naming the path and everything in `words`.
  void ExpectRefused(absl::string_view word) {
    const absl::Status status = Open().status();
    EXPECT_FALSE(status.ok());
    EXPECT_TRUE(absl::StrContains(status.message(), path_)) << status;
    EXPECT_TRUE(absl::StrContains(status.message(), word)) << status;
  }
  std::string Text() const {
    std::ifstream file(path_);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  void Write(const std::string& text) { std::ofstream(path_) << text; }

  FakeClock clock_;
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
  Config config_;
  std::string path_;
};

TEST_F(MasterKeysTest, AreMadeOnceAndThenKept) {
  std::string sealed;
  {
    const auto first = Open();
    ASSERT_TRUE(first.ok()) << first.status();
    sealed = (*first)->Seal("text", "place");
    EXPECT_EQ((*first)->source_kind(), "file");
  }
  struct stat info = {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
  EXPECT_EQ(*Open().value()->Open(sealed, "place"), "text");
}

TEST_F(MasterKeysTest, ThatAreLostAreNotMadeAgain) {
  ASSERT_TRUE(Open().ok());
  std::filesystem::remove(path_);
  ExpectRefused("bring the file back");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(MasterKeysTest, ThatWereRotatedAwayAreMissed) {
  {
    const auto keys = Open();
    ASSERT_TRUE(keys.ok());
    ASSERT_TRUE((*keys)->Rotate().ok());
  }
  ASSERT_TRUE(Open().ok());
  // Another installation's file.
  std::string other = config_.data_dir + "/other";
  std::filesystem::rename(path_, other);
  Write("key-foreign:YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=\n");
  std::filesystem::permissions(path_, std::filesystem::perms(0600));
  ExpectRefused("none of the master keys");
  std::filesystem::rename(other, path_);
  EXPECT_TRUE(Open().ok());
}

TEST_F(MasterKeysTest, AFileCutShortIsNamedWithItsLine) {
  ASSERT_TRUE(Open().ok());
  const std::string whole = Text();
  Write(whole.substr(0, whole.size() - 8));
  ExpectRefused("line 1");
  Write("");
  ExpectRefused("there is no key");
  EXPECT_EQ(Text(), "");
  Write(whole);
  EXPECT_TRUE(Open().ok());
}

TEST_F(MasterKeysTest, OfServersOnOnePostgresAreTheSame) {
  const auto server = store::PostgresServer::Start();
  ASSERT_TRUE(server.ok()) << server.status();
  const auto store = store::PostgresStore::Open((*server)->NewDatabase());
  ASSERT_TRUE(store.ok()) << store.status();
  ASSERT_TRUE(OpenMasterKeys(config_, **store, clock_).ok());
  ASSERT_TRUE(OpenMasterKeys(config_, **store, clock_).ok());
  // Another server's folder: no keys are made beside a database that has some.
  Config other = config_;
  other.data_dir += "/other";
  std::filesystem::create_directory(other.data_dir);
  absl::Status status = OpenMasterKeys(other, **store, clock_).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "/other/master-keys"))
      << status;
  EXPECT_FALSE(std::filesystem::exists(other.data_dir + "/master-keys"));
  // With keys of its own.
  ASSERT_TRUE(OpenMasterKeys(other, *store_, clock_).ok());
  status = OpenMasterKeys(other, **store, clock_).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "/other/master-keys"))
      << status;
  // With those of the database.
  std::filesystem::copy_file(path_, other.data_dir + "/master-keys",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE(OpenMasterKeys(other, **store, clock_).ok());
}

TEST_F(MasterKeysTest, ComeFromAFileOfAnotherName) {
  config_.master_keys = absl::StrCat("file:", config_.data_dir, "/mine");
  EXPECT_TRUE(Open().ok());
  EXPECT_TRUE(std::filesystem::exists(config_.data_dir + "/mine"));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(MasterKeysTest, ComeFromTheEnvironmentWithoutAFile) {
  config_.master_keys = "env:HIREWIRE_TEST_MASTER_KEYS";
  EXPECT_TRUE(absl::StrContains(Open().status().message(),
                                "HIREWIRE_TEST_MASTER_KEYS"));
  setenv("HIREWIRE_TEST_MASTER_KEYS",
         "a:YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=", 1);
  const auto keys = Open();
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_EQ((*keys)->ring()->primary_id(), "a");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(MasterKeysTest, ComeFromAProgram) {
  const std::string program = config_.data_dir + "/program";
  std::ofstream(program)
      << "#!/bin/sh\necho p:YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=\n";
  std::filesystem::permissions(program, std::filesystem::perms(0700));
  config_.master_keys = "command:" + program;
  const auto keys = Open();
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_EQ((*keys)->ring()->primary_id(), "p");
}

TEST_F(MasterKeysTest, WrongWordsAreNamed) {
  config_.master_keys = "vault";
  EXPECT_TRUE(absl::StrContains(Open().status().message(), "master_keys"));
}

TEST_F(MasterKeysTest, InMemoryLeaveNothingAndOutliveNoDatabase) {
  config_.data_dir = kInMemory;
  EXPECT_TRUE(Open().ok());
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
  config_.database = "postgresql://db.internal/hirewire";
  EXPECT_FALSE(Open().ok());
}

}  // namespace
}  // namespace hirewire::server
