#include "services/server/flags.h"

#include <string>
#include <vector>

#include "absl/flags/reflection.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

absl::StatusOr<Flags> Read(std::vector<std::string> words) {
  const absl::FlagSaver saver;
  words.insert(words.begin(), "hirewired");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return ReadFlags(static_cast<int>(argv.size()), argv.data());
}

TEST(Flags, HoldOnlyWhatTheCommandLineSaid) {
  const auto flags = Read({});
  ASSERT_TRUE(flags.ok()) << flags.status();
  EXPECT_EQ(flags->config.ByteSizeLong(), 0u);
  EXPECT_EQ(flags->config_file, "");
}

TEST(Flags, AreReadInEverySpelling) {
  const auto flags =
      Read({"--listen=localhost:1", "--data_dir", "/x", "--shards=3",
            "--default_deadline=5", "--max_message_mib=8", "--drain_seconds=0",
            "--allow_loopback_vendors", "--config=/c"});
  ASSERT_TRUE(flags.ok()) << flags.status();
  EXPECT_EQ(flags->config.listen(), "localhost:1");
  EXPECT_EQ(flags->config.data_dir(), "/x");
  EXPECT_EQ(flags->config.shards(), 3u);
  EXPECT_EQ(flags->config.default_deadline(), 5u);
  EXPECT_EQ(flags->config.max_message_mib(), 8u);
  EXPECT_TRUE(flags->config.has_drain_seconds());
  EXPECT_TRUE(flags->config.allow_loopback_vendors());
  EXPECT_EQ(flags->config_file, "/c");
}

TEST(Flags, ANoIsSaidToo) {
  const auto flags = Read({"--noallow_loopback_vendors"});
  ASSERT_TRUE(flags.ok()) << flags.status();
  EXPECT_TRUE(flags->config.has_allow_loopback_vendors());
  EXPECT_FALSE(flags->config.allow_loopback_vendors());
}

TEST(Flags, AWordThatIsNoFlagIsNamed) {
  const auto flags = Read({"serve"});
  EXPECT_NE(flags.status().message().find("\"serve\""),
            absl::string_view::npos);
}

}  // namespace
}  // namespace hirewire::server
