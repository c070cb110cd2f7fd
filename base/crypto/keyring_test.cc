#include "base/crypto/keyring.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

std::string Line(const std::string& id, char fill) {
  return absl::StrCat(id, ":", absl::Base64Escape(std::string(32, fill)), "\n");
}

std::unique_ptr<Keyring> Ring(const std::string& text) {
  return std::move(Keyring::Parse(text)).value();
}

class KeyringFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = absl::StrCat(testing::TempDir(), "/keyring_XXXXXX");
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    path_ = folder_ + "/keys";
  }
  void Write(const std::string& text, mode_t mode) {
    std::ofstream(path_) << text;
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
  }
  std::string folder_, path_;
};

TEST(Keyring, OpensWhatItSealedAndNamesTheKey) {
  const auto ring = Ring(Line("one", 'a'));
  const std::string sealed = ring->Seal("text", "place");
  EXPECT_EQ(ring->Open(sealed, "place").value(), "text");
  EXPECT_EQ(SealedKeyId(sealed).value(), "one");
  EXPECT_EQ(ring->primary_id(), "one");
}

TEST(Keyring, OldKeysOpenAndTheFirstOneSeals) {
  const std::string old = Ring(Line("old", 'a'))->Seal("text", "");
  const auto both = Ring(Line("new", 'b') + Line("old", 'a'));
  EXPECT_EQ(both->Open(old, "").value(), "text");
  EXPECT_EQ(SealedKeyId(both->Seal("text", "")).value(), "new");
}

TEST(Keyring, MissingKeyIsNamed) {
  const std::string sealed = Ring(Line("lost", 'a'))->Seal("text", "");
  const absl::Status status =
      Ring(Line("other", 'b'))->Open(sealed, "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "lost")) << status;
}

TEST(Keyring, WrongKeyOfTheSameIdIsNamed) {
  const std::string sealed = Ring(Line("main", 'a'))->Seal("text", "");
  const absl::Status status =
      Ring(Line("main", 'b'))->Open(sealed, "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "main")) << status;
}

TEST(Keyring, TheKeyIdCannotBeExchanged) {
  // Two ids for the same key: the header is authenticated nevertheless.
  std::string sealed = Ring(Line("aa", 'a'))->Seal("text", "");
  sealed[2] = 'b';
  EXPECT_EQ(Ring(Line("ba", 'a'))->Open(sealed, "").status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(Keyring, WhatIsNoSealedValueIsRefused) {
  const auto ring = Keyring::Ephemeral();
  const std::string sealed = ring->Seal("text", "");
  for (size_t size = 0; size < sealed.size() - 4; ++size) {
    ASSERT_EQ(ring->Open(sealed.substr(0, size), "").status().code(),
              absl::StatusCode::kInvalidArgument)
        << size;
  }
  std::string other_version = sealed;
  other_version[0] = 2;
  EXPECT_FALSE(ring->Open(other_version, "").ok());
  // An id that would not be printable is not repeated in an error.
  std::string bad_id = sealed;
  bad_id[2] = '\n';
  EXPECT_EQ(ring->Open(bad_id, "").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(KeyringParse, SkipsCommentsAndBlankLines) {
  EXPECT_EQ(Ring("# master keys\n\n" + Line("a", 'x') + "\r\n")->primary_id(),
            "a");
}

TEST(KeyringParse, NamesTheLineAndNeverItsContent) {
  const std::string good = Line("a", 'x');
  for (const std::string& bad :
       {std::string("canarycanary"), std::string("b:canary"),
        std::string("b:Y2FuYXJ5"), std::string("b!:canary"),
        std::string(":canary"), std::string("b:") + good,
        std::string("a:") + absl::Base64Escape(std::string(32, 'y'))}) {
    const absl::Status status = Keyring::Parse(good + bad).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << bad;
    EXPECT_TRUE(absl::StrContains(status.message(), "line 2")) << status;
    EXPECT_FALSE(absl::StrContains(status.message(), "canary")) << status;
    EXPECT_FALSE(absl::StrContains(status.message(), "Y2Fu")) << status;
  }
  EXPECT_FALSE(Keyring::Parse("").ok());
  EXPECT_FALSE(Keyring::Parse("# nothing\n").ok());
}

TEST_F(KeyringFile, IsMadeOnceAndThenKept) {
  const auto first = Keyring::LoadOrCreate(path_);
  ASSERT_TRUE(first.ok()) << first.status();
  struct stat info;
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
  const std::string sealed = (*first)->Seal("text", "");
  EXPECT_EQ(Keyring::LoadOrCreate(path_).value()->Open(sealed, "").value(),
            "text");
  EXPECT_EQ(Keyring::Load(path_).value()->Open(sealed, "").value(), "text");
}

TEST_F(KeyringFile, IsTheSameForAllWhoCreateItAtOnce) {
  std::vector<std::string> ids(8);
  std::vector<std::thread> threads;
  for (std::string& id : ids) {
    threads.emplace_back(
        [&] { id = Keyring::LoadOrCreate(path_).value()->primary_id(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& id : ids) EXPECT_EQ(id, ids[0]);
}

TEST_F(KeyringFile, IsNotMadeByLoad) {
  EXPECT_EQ(Keyring::Load(path_).status().code(), absl::StatusCode::kNotFound);
  EXPECT_NE(access(path_.c_str(), F_OK), 0);
}

TEST_F(KeyringFile, IsRefusedWhenOthersMayReadIt) {
  Write(Line("a", 'x'), 0644);
  const absl::Status status = Keyring::Load(path_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), path_)) << status;
  Write(Line("a", 'x'), 0640);
  EXPECT_TRUE(Keyring::Load(path_).ok());
}

TEST_F(KeyringFile, ThatIsDamagedIsNamedAndNotReplaced) {
  Write("rubbish", 0600);
  const absl::Status status = Keyring::LoadOrCreate(path_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StrContains(status.message(), path_)) << status;
}

TEST_F(KeyringFile, InAMissingFolderIsAnErrorWithThePath) {
  const absl::Status status =
      Keyring::LoadOrCreate(folder_ + "/nowhere/keys").status();
  EXPECT_TRUE(absl::StrContains(status.message(), "nowhere")) << status;
  EXPECT_FALSE(Keyring::Load(folder_).ok());
}

}  // namespace
}  // namespace hirewire::crypto
