#include "base/crypto/key_sources.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_key_source.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

class KeySourcesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = absl::StrCat(testing::TempDir(), "/sources_XXXXXX");
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    path_ = folder_ + "/keys";
  }
  void Write(const std::string& text, mode_t mode = 0600) {
    std::ofstream(path_) << text;
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
  }
  std::string folder_, path_;
};

TEST_F(KeySourcesTest, AreMadeFromTheWordsOfAConfiguration) {
  EXPECT_EQ((*MakeKeySource("file", path_))->name(), "key file " + path_);
  EXPECT_EQ((*MakeKeySource("file:/a/b", path_))->name(), "key file /a/b");
  EXPECT_EQ((*MakeKeySource("env:KEYS", path_))->kind(), "env");
  EXPECT_EQ((*MakeKeySource("command:/a", path_))->kind(), "command");
  for (const char* words :
       {"", "fil", "file:", "env:", "command:", "vault:x"}) {
    EXPECT_EQ(MakeKeySource(words, path_).status().code(),
              absl::StatusCode::kInvalidArgument)
        << words;
  }
}

TEST_F(KeySourcesTest, AFileKeepsItsLinesItsModeAndItsLink) {
  Write("# mine\nold:line", 0640);
  const std::string link = folder_ + "/link";
  ASSERT_EQ(symlink("keys", link.c_str()), 0);
  FileKeySource source(link);
  ASSERT_TRUE(source.PutInFront("new:line\n").ok());
  EXPECT_EQ(*source.Read(), "new:line\n# mine\nold:line");
  struct stat info;
  ASSERT_EQ(lstat(link.c_str(), &info), 0);
  EXPECT_TRUE(S_ISLNK(info.st_mode));
  ASSERT_EQ(stat(link.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0640u);
  EXPECT_NE(access((path_ + ".new").c_str(), F_OK), 0);
}

TEST_F(KeySourcesTest, LinesThatManyPutInFrontAtOnceAreAllKept) {
  Write("first\n");
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([this, i] {
      FileKeySource source(path_);
      EXPECT_TRUE(source.PutInFront(absl::StrCat("line", i, "\n")).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string text = *FileKeySource(path_).Read();
  for (int i = 0; i < 16; ++i) {
    EXPECT_TRUE(absl::StrContains(text, absl::StrCat("line", i, "\n")));
  }
  EXPECT_TRUE(absl::EndsWith(text, "first\n"));
}

TEST_F(KeySourcesTest, AStampTellsThatAFileWasReplacedOrWrittenTo) {
  Write("one");
  FileKeySource source(path_);
  const auto first = source.Stamp();
  EXPECT_EQ(source.Stamp(), first);
  ASSERT_TRUE(source.PutInFront("two\n").ok());
  const auto second = source.Stamp();
  EXPECT_NE(second, first);
  unlink(path_.c_str());
  EXPECT_NE(source.Stamp(), second);
}

TEST_F(KeySourcesTest, WhatAKilledProcessLeftBesideTheFileIsReplaced) {
  Write("old\n");
  std::ofstream(path_ + ".new") << "half a li";
  ASSERT_TRUE(FileKeySource(path_).PutInFront("new\n").ok());
  EXPECT_EQ(*FileKeySource(path_).Read(), "new\nold\n");
}

TEST_F(KeySourcesTest, AFullFileIsLeftAsItIs) {
  const std::string text(64 << 10, '#');
  Write(text);
  FileKeySource source(path_);
  EXPECT_EQ(source.PutInFront("new\n").code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(*source.Read(), text);
}

TEST_F(KeySourcesTest, AFileThatIsNotThereIsNotMade) {
  FileKeySource source(path_);
  EXPECT_EQ(source.PutInFront("new\n").code(), absl::StatusCode::kNotFound);
  EXPECT_NE(access(path_.c_str(), F_OK), 0);
}

TEST_F(KeySourcesTest, TheEnvironmentIsReadAndNeverWritten) {
  EnvKeySource source("HIREWIRE_TEST_KEYS");
  EXPECT_EQ(source.Read().status().code(), absl::StatusCode::kNotFound);
  setenv("HIREWIRE_TEST_KEYS", "a:canary", 1);
  EXPECT_EQ(*source.Read(), "a:canary");
  const absl::Status status = source.PutInFront("new\n");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented);
  EXPECT_TRUE(absl::StrContains(status.message(), "HIREWIRE_TEST_KEYS"));
  EXPECT_EQ(*source.Read(), "a:canary");
}

TEST_F(KeySourcesTest, AProgramIsAskedEachTimeAndNeverWritten) {
  Write("#!/bin/sh\ncat " + folder_ + "/real\n", 0700);
  std::ofstream(folder_ + "/real") << "a:b";
  CommandKeySource source(path_);
  EXPECT_EQ(*source.Read(), "a:b");
  std::ofstream(folder_ + "/real") << "c:d";
  EXPECT_EQ(*source.Read(), "c:d");
  EXPECT_FALSE(source.Stamp().has_value());
  EXPECT_EQ(source.PutInFront("new\n").code(),
            absl::StatusCode::kUnimplemented);
}

}  // namespace
}  // namespace hirewire::crypto
