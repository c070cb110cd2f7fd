#include "services/token/token_client.h"

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/async/run.h"
#include "base/status/error.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"

namespace hirewire::token_service {
namespace {

class TokenClientTest : public ::testing::Test {
 protected:
  TokenClientTest() {
    for (std::string* path :
         {&options_.ca_file, &options_.certificate_file, &options_.key_file}) {
      *path = absl::StrCat(::testing::TempDir(), "/token_client_", ++files_);
      std::ofstream(*path) << "not PEM";
    }
    // Nobody listens there.
    options_.server = "127.0.0.1:1";
  }

  int files_ = 0;
  TokenClientOptions options_;
  SystemClock clock_;
};

TEST_F(TokenClientTest, FilesThatCannotBeReadAreNamed) {
  for (std::string* path :
       {&options_.ca_file, &options_.certificate_file, &options_.key_file}) {
    const std::string there = *path;
    *path = there + "-missing";
    const absl::Status missing =
        TokenClient::Connect(options_, clock_).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(missing));
    EXPECT_TRUE(absl::StrContains(missing.message(), *path)) << missing;
    std::ofstream(*path).flush();
    const absl::Status empty = TokenClient::Connect(options_, clock_).status();
    EXPECT_TRUE(absl::StrContains(empty.message(), *path)) << empty;
    std::filesystem::remove(*path);
    *path = there;
  }
}

TEST_F(TokenClientTest, NobodyThereIsUnavailableWithATimeToComeBack) {
  const auto client = TokenClient::Connect(options_, clock_);
  ASSERT_TRUE(client.ok()) << client.status();
  boost::asio::io_context context;
  v1::GetAccessTokenRequest request;
  request.set_connection_id("acme-1");
  const absl::Status status =
      RunSync(context, (*client)->GetAccessToken(request)).status();
  const auto details = DetailsOf(status);
  ASSERT_TRUE(details.has_value()) << status;
  EXPECT_EQ(details->reason, v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  EXPECT_TRUE(details->retry_after.has_value());
}

}  // namespace
}  // namespace hirewire::token_service
