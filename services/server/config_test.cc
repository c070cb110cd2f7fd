#include "services/server/config.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/server/listen_address.h"

namespace hirewire::server {
namespace {

using internal::v1::ServerConfig;

ServerConfig File(const std::string& text) {
  return ParseConfigFile("test.conf", text).value();
}

std::string FileError(const std::string& text) {
  return std::string(ParseConfigFile("test.conf", text).status().message());
}

std::string ConfigError(const std::string& text) {
  return std::string(MakeConfig({File(text)}, 2).status().message());
}

TEST(Config, DefaultsAreThoseOfALaptop) {
  const Config config = MakeConfig({}, 4).value();
  EXPECT_EQ(config.listen, "127.0.0.1:8470");
  EXPECT_EQ(config.data_dir, "./.hirewire");
  EXPECT_EQ(config.shards, 4u);
  EXPECT_FALSE(config.allow_loopback_vendors);
  EXPECT_EQ(config.default_deadline, absl::Seconds(60));
  EXPECT_EQ(config.max_reply_bytes, size_t{64} << 20);
  EXPECT_EQ(config.drain, absl::Seconds(10));
}

TEST(Config, ReadsEveryKeyOfTheFile) {
  const Config config = MakeConfig({File("# a comment\n"
                                         "listen: '[::1]:0'\n"
                                         "data_dir: '/tmp/x'\n"
                                         "shards: 3\n"
                                         "allow_loopback_vendors: true\n"
                                         "default_deadline: 5\n"
                                         "max_message_mib: 8\n"
                                         "drain_seconds: 0\n")},
                                   2)
                            .value();
  EXPECT_EQ(config.listen, "[::1]:0");
  EXPECT_EQ(config.data_dir, "/tmp/x");
  EXPECT_EQ(config.shards, 3u);
  EXPECT_TRUE(config.allow_loopback_vendors);
  EXPECT_EQ(config.default_deadline, absl::Seconds(5));
  EXPECT_EQ(config.max_reply_bytes, size_t{8} << 20);
  EXPECT_EQ(config.drain, absl::ZeroDuration());
}

TEST(Config, TheLaterLayerWinsAlsoWithAFalse) {
  const Config config =
      MakeConfig({File("allow_loopback_vendors: true shards: 3"),
                  File("allow_loopback_vendors: false")},
                 2)
          .value();
  EXPECT_FALSE(config.allow_loopback_vendors);
  EXPECT_EQ(config.shards, 3u);
}

TEST(Config, NamesTheUnknownKeyWithFileAndLine) {
  const std::string error = FileError("shards: 2\nlisten_on: 'x'\n");
  EXPECT_TRUE(absl::StartsWith(error, "test.conf:2:")) << error;
  EXPECT_TRUE(absl::StrContains(error, "listen_on")) << error;
}

TEST(Config, NamesTheLineOfAValueThatCannotBe) {
  EXPECT_TRUE(absl::StartsWith(FileError("\n\nshards: many"), "test.conf:3:"));
  EXPECT_TRUE(absl::StartsWith(FileError("shards: -1"), "test.conf:1:"));
  EXPECT_TRUE(
      absl::StartsWith(FileError("shards: 1\nshards: 2"), "test.conf:2:"));
}

TEST(Config, NamesTheKeyThatIsOutOfRange) {
  EXPECT_TRUE(absl::StartsWith(ConfigError("shards: 257"), "shards is 257"));
  EXPECT_TRUE(absl::StartsWith(ConfigError("default_deadline: 0"),
                               "default_deadline is 0"));
  EXPECT_TRUE(absl::StartsWith(ConfigError("max_message_mib: 1025"),
                               "max_message_mib is 1025"));
  EXPECT_TRUE(absl::StartsWith(ConfigError("drain_seconds: 3601"),
                               "drain_seconds is 3601"));
  EXPECT_EQ(ConfigError("data_dir: ''"), "data_dir is empty");
}

TEST(Config, RefusesToBeOpenToOtherHosts) {
  EXPECT_TRUE(absl::StrContains(ConfigError("listen: '0.0.0.0:8470'"),
                                "from other hosts"));
  EXPECT_EQ(MakeConfig({}, 1)->auth, kAuthOpen);
}

TEST(ListenAddress, KnowsLoopbackFromTheRest) {
  for (const char* own :
       {"127.0.0.1:8470", "127.1.2.3:0", "localhost:1", "[::1]:65535"}) {
    EXPECT_TRUE(IsLoopback(own).value()) << own;
  }
  for (const char* open :
       {"0.0.0.0:1", "[::]:1", "10.0.0.1:1", ":1", "example.com:1",
        "127.0.0.1.evil.com:1", "127.0.0:1", "127.0.0.256:1", "::1:1"}) {
    EXPECT_FALSE(IsLoopback(open).value()) << open;
  }
  for (const char* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                            "127.0.0.1:x", "127.0.0.1:-1"}) {
    EXPECT_TRUE(absl::StrContains(IsLoopback(wrong).status().message(),
                                  "is not host:port"))
        << wrong;
  }
}

}  // namespace
}  // namespace hirewire::server
