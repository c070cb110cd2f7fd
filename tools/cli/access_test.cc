#include "tools/cli/access.h"

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() {
    console_.environment =
        [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      if (found == environment_.end()) return std::nullopt;
      return found->second;
    };
  }

  absl::StatusOr<Access> Read(const std::vector<std::string>& words) {
    return ReadAccess(ParseArgs(words, AccessFlags()).value(), console_);
  }

  std::istringstream in_;
  std::ostringstream out_;
  Console console_{in_, out_, out_};
  std::map<std::string, std::string> environment_;
};

TEST_F(AccessTest, FlagsWinOverTheEnvironment) {
  EXPECT_EQ(Read({})->server, "127.0.0.1:8470");
  environment_ = {{"HIREWIRE_SERVER", "localhost:1"},
                  {"HIREWIRE_KEY", "one\n"},
                  {"HIREWIRE_CA", "system"}};
  EXPECT_EQ(Read({})->server, "localhost:1");
  EXPECT_EQ(Read({})->key, "one");
  EXPECT_EQ(Read({"--key=two", "--server=localhost:2"})->key, "two");
  EXPECT_EQ(Read({})->ca, "system");
}

TEST_F(AccessTest, AKeyDoesNotGoOverANetworkInTheClear) {
  EXPECT_TRUE(Read({"--key=one", "--server=[::1]:1"}).ok());
  EXPECT_TRUE(Read({"--key=one", "--server=example.com:1", "--ca=f"}).ok());
  EXPECT_TRUE(Read({"--server=example.com:1"}).ok());
  for (const char* server : {"example.com:1", "127.0.0.1.evil.com:1",
                             "dns:///example.com:1", "10.0.0.1:1", "x"}) {
    const absl::Status status =
        Read({"--key=one", std::string("--server=") + server}).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << server;
    EXPECT_FALSE(absl::StrContains(status.message(), "one"));
  }
}

TEST_F(AccessTest, RefusesWhatDoesNotFitTogether) {
  EXPECT_FALSE(Read({"--cert=a"}).ok());
  EXPECT_FALSE(Read({"--cert-key=a"}).ok());
  EXPECT_FALSE(Read({"--key", "a\nb"}).ok());
  EXPECT_FALSE(Read({"--key", "\xc3\xa9"}).ok());
}

TEST_F(AccessTest, NamesTheFileThatCannotBeRead) {
  const auto channel = OpenChannel({.server = "localhost:1",
                                    .key = "",
                                    .ca = "/nowhere/ca.pem",
                                    .cert = "",
                                    .cert_key = ""});
  EXPECT_TRUE(absl::StrContains(channel.status().message(), "/nowhere/ca.pem"));
}

}  // namespace
}  // namespace hirewire::cli
