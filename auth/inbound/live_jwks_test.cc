#include "auth/inbound/live_jwks.h"

#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "auth/inbound/test_issuer.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/http/fake_transport.h"
#include "base/log/capturing_logger.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

constexpr char kUrl[] = "https://id.example.com/keys";

class LiveJwksTest : public ::testing::Test {
 protected:
  absl::Status Load() { return RunSync(context_, keys_.Load(), Drive()); }
  Driver Drive() {
    return [this](const std::function<bool()>& done) {
      clock_.RunUntil(context_, done);
    };
  }

  FakeClock clock_;
  boost::asio::io_context context_;
  log::CapturingLogger logger_;
  http::FakeTransport transport_{clock_};
  const TestIssuer issuer_;
  LiveJwks keys_{JwksFromUrl(transport_, clock_, kUrl), clock_,
                 context_.get_executor(), logger_};
};

TEST_F(LiveJwksTest, HasNoneAtFirst) { EXPECT_EQ(keys_.Now()->size(), 0u); }

TEST_F(LiveJwksTest, GetsThemFromTheIssuer) {
  transport_.Answer(200, issuer_.Jwks());
  EXPECT_TRUE(Load().ok());
  EXPECT_EQ(keys_.Now()->size(), 1u);
  EXPECT_EQ(transport_.requests().at(0).url, kUrl);
  EXPECT_EQ(transport_.requests().at(0).method, "GET");
}

TEST_F(LiveJwksTest, TheLastGoodOnesStayInUse) {
  transport_.Answer(200, issuer_.Jwks())
      .Answer(500, "")
      .Answer(200, "<html>")
      .Answer(302, "", {{"Location", "https://elsewhere.example.com"}})
      .Answer(200, std::string(Jwks::kMostBytes + 1, ' '))
      .Fail(absl::UnavailableError("down"));
  EXPECT_TRUE(Load().ok());
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(Load().ok());
  EXPECT_EQ(keys_.Now()->size(), 1u);
  EXPECT_EQ(transport_.requests().size(), 6u);
}

TEST_F(LiveJwksTest, AnIssuerThatHangsIsGivenUp) {
  transport_.Answer(200, issuer_.Jwks(), {}, absl::Hours(1));
  EXPECT_FALSE(Load().ok());
}

TEST_F(LiveJwksTest, AnUnknownKeyFetchesThemOnceAMinute) {
  transport_.Handle([&](const http::Request&) -> Async<http::Response> {
    http::Response response;
    response.status = 200;
    response.body = issuer_.Jwks();
    co_return response;
  });
  for (int i = 0; i < 100; ++i) keys_.Miss();
  clock_.RunToIdle(context_);
  EXPECT_EQ(transport_.requests().size(), 1u);
  EXPECT_EQ(keys_.Now()->size(), 1u);
  context_.restart();
  clock_.Advance(LiveJwks::kAtMostEvery);
  for (int i = 0; i < 100; ++i) keys_.Miss();
  clock_.RunToIdle(context_);
  EXPECT_EQ(transport_.requests().size(), 2u);
}

TEST_F(LiveJwksTest, GetsThemAgainAndAgainUntilItIsCancelled) {
  transport_.Handle([&](const http::Request&) -> Async<http::Response> {
    co_return absl::UnavailableError("down");
  });
  absl::Status ended;
  const CancelHandle watch = Spawn(context_.get_executor(), keys_.Watch(),
                                   [&](absl::Status s) { ended = s; });
  clock_.RunToIdle(context_, 3 * LiveJwks::kEvery);
  EXPECT_EQ(transport_.requests().size(), 3u);
  watch.Cancel();
  context_.restart();
  clock_.RunToIdle(context_);
  EXPECT_TRUE(absl::IsCancelled(ended));
}

TEST_F(LiveJwksTest, ReadsAFileThatChanges) {
  const std::string path = absl::StrCat(testing::TempDir(), "/keys.json");
  LiveJwks keys(JwksFromFile(path), clock_, context_.get_executor(), logger_);
  std::remove(path.c_str());
  EXPECT_FALSE(RunSync(context_, keys.Load(), Drive()).ok());
  std::ofstream(path) << issuer_.Jwks();
  context_.restart();
  EXPECT_TRUE(RunSync(context_, keys.Load(), Drive()).ok());
  EXPECT_EQ(keys.Now()->size(), 1u);
  std::ofstream(path) << "";
  context_.restart();
  EXPECT_FALSE(RunSync(context_, keys.Load(), Drive()).ok());
  EXPECT_EQ(keys.Now()->size(), 1u);
}

}  // namespace
}  // namespace hirewire::auth
