#include "base/crypto/master_keys.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/crypto/key_sources.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_key_source.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

std::string Line(const std::string& id, char fill) {
  return absl::StrCat(id, ":", absl::Base64Escape(std::string(32, fill)), "\n");
}

class MasterKeysTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = absl::StrCat(testing::TempDir(), "/master_XXXXXX");
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    path_ = folder + "/keys";
    Write(Line("one", 'a'));
  }
  void Write(const std::string& text) {
    std::ofstream(path_ + "~") << text;
    ASSERT_EQ(chmod((path_ + "~").c_str(), 0600), 0);
    ASSERT_EQ(rename((path_ + "~").c_str(), path_.c_str()), 0);
  }
  // As another process would open them.
  std::unique_ptr<MasterKeys> Open() {
    return MasterKeys::Open(std::make_unique<FileKeySource>(path_), clock_)
        .value();
  }
  FakeClock clock_;
  std::string path_;
};

TEST_F(MasterKeysTest, ARotationSealsWithTheNewKeyAndOpensTheOld) {
  const auto keys = Open();
  const std::string old = keys->Seal("text", "place");
  const auto id = keys->Rotate();
  ASSERT_TRUE(id.ok()) << id.status();
  EXPECT_EQ(keys->ring()->primary_id(), *id);
  EXPECT_EQ(SealedKeyId(keys->Seal("text", "")).value(), *id);
  EXPECT_EQ(keys->Open(old, "place").value(), "text");
  EXPECT_EQ(Open()->ring()->ids(), (std::vector<std::string>{*id, "one"}));
}

TEST_F(MasterKeysTest, AnotherProcessOpensWhatTheNewKeySealed) {
  const auto here = Open(), there = Open();
  ASSERT_TRUE(there->Rotate().ok());
  const std::string sealed = there->Seal("text", "");
  EXPECT_EQ(here->Open(sealed, "").value(), "text");
}

TEST_F(MasterKeysTest, AnotherProcessSealsWithTheNewKeyAtOnce) {
  const auto here = Open(), there = Open();
  const std::string id = there->Rotate().value();
  EXPECT_EQ(SealedKeyId(here->Seal("text", "")).value(), id);
}

TEST_F(MasterKeysTest, ManyWhoRotateAtOnceAllKeepTheirKeys) {
  std::vector<std::string> ids(8), sealed(8);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < ids.size(); ++i) {
    threads.emplace_back([&, i] {
      const auto keys = Open();
      ids[i] = keys->Rotate().value();
      sealed[i] = keys->Seal("text", "");
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto keys = Open();
  EXPECT_EQ(keys->ring()->ids().size(), 9u);
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_TRUE(keys->ring()->Has(ids[i]));
    EXPECT_TRUE(keys->Open(sealed[i], "").ok());
  }
}

TEST_F(MasterKeysTest, AFileThatIsDamagedMeanwhileChangesNothing) {
  const auto keys = Open();
  const std::string sealed = keys->Seal("text", "");
  Write("rubbish");
  EXPECT_EQ(SealedKeyId(keys->Seal("text", "")).value(), "one");
  EXPECT_TRUE(keys->Open(sealed, "").ok());
  const absl::Status status = keys->Reload();
  EXPECT_TRUE(absl::StrContains(status.message(), path_)) << status;
  unlink(path_.c_str());
  EXPECT_TRUE(keys->Open(keys->Seal("text", ""), "").ok());
  Write(Line("two", 'b') + Line("one", 'a'));
  EXPECT_EQ(SealedKeyId(keys->Seal("text", "")).value(), "two");
}

TEST_F(MasterKeysTest, AKeyTakenOutOpensUntilTheProcessEnds) {
  const auto keys = Open();
  const std::string sealed = keys->Seal("text", "");
  Write(Line("two", 'b'));
  EXPECT_EQ(SealedKeyId(keys->Seal("text", "")).value(), "two");
  EXPECT_TRUE(keys->Open(sealed, "").ok());
  EXPECT_FALSE(Open()->Open(sealed, "").ok());
}

TEST_F(MasterKeysTest, OtherBytesForAKnownIdAreRefused) {
  const auto keys = Open();
  Write(Line("one", 'x'));
  const absl::Status status = keys->Reload();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "key one")) << status;
  const std::string sealed = keys->Seal("text", "");
  Write(Line("one", 'a'));
  EXPECT_TRUE(Open()->Open(sealed, "").ok());
}

TEST_F(MasterKeysTest, RotatingWithoutAFileIsRefused) {
  const auto keys = Open();
  unlink(path_.c_str());
  EXPECT_EQ(keys->Rotate().status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(keys->ring()->primary_id(), "one");
}

TEST_F(MasterKeysTest, ThoseInMemoryCanBeRotatedToo) {
  const auto keys = MasterKeys::Ephemeral(clock_);
  const std::string sealed = keys->Seal("text", "");
  ASSERT_TRUE(keys->Rotate().ok());
  EXPECT_TRUE(keys->Open(sealed, "").ok());
  EXPECT_EQ(keys->ring()->ids().size(), 2u);
}

// Like a program: only reading tells.
class UnstampedSource : public MasterKeySource {
 public:
  absl::StatusOr<std::string> Read() override {
    ++reads;
    return text;
  }
  std::optional<std::string> Stamp() const override { return std::nullopt; }
  absl::Status PutInFront(absl::string_view) override {
    return absl::UnimplementedError("only read");
  }
  std::string kind() const override { return "test"; }
  std::string name() const override { return "test source"; }
  std::atomic<int> reads = 0;
  std::string text = Line("one", 'a');
};

TEST_F(MasterKeysTest, UnknownIdsDoNotMakeAProgramRunAllTheTime) {
  auto owned = std::make_unique<UnstampedSource>();
  UnstampedSource& source = *owned;
  const auto keys = MasterKeys::Open(std::move(owned), clock_).value();
  const std::string foreign = Keyring::Ephemeral()->Seal("text", "");
  clock_.Advance(absl::Minutes(1));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(keys->Open(foreign, "").ok());
  for (int i = 0; i < 100; ++i) keys->Seal("text", "");
  EXPECT_EQ(source.reads, 2);
  source.text = Line("two", 'b') + source.text;
  const std::string sealed =
      Keyring::Parse(Line("two", 'b')).value()->Seal("text", "");
  EXPECT_FALSE(keys->Open(sealed, "").ok());
  clock_.Advance(absl::Seconds(11));
  EXPECT_TRUE(keys->Open(sealed, "").ok());
  EXPECT_EQ(keys->ring()->primary_id(), "two");
  EXPECT_EQ(keys->Rotate().status().code(), absl::StatusCode::kUnimplemented);
}

}  // namespace
}  // namespace hirewire::crypto
