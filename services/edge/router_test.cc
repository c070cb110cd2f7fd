#include "services/edge/router.h"

#include <boost/asio/io_context.hpp>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "base/async/run.h"
#include "base/log/capturing_logger.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::edge {
namespace {

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    Add("GET", "/connect", Router::kExact, "page");
    Add("GET", "/connect/", Router::kSegment, "link");
    Add("GET", "/connect/assets/", Router::kBelow, "asset");
    Add("POST", "/connect/api/open", Router::kExact, "open");
    router_.Add({"GET", "/broken", Router::kExact, "broken",
                 [](const Request&) -> Async<Response> {
                   co_return absl::InternalError("secret detail");
                 }});
  }

  void Add(const char* method, const char* path, Router::Match match,
           const char* name) {
    router_.Add(
        {method, path, match, name, [name](const Request&) -> Async<Response> {
           co_return TextResponse(200, "text/plain", name);
         }});
  }

  Response Ask(const std::string& method, const std::string& path) {
    Request request;
    request.method = method;
    request.path = path;
    request.query = "code=s3cret";
    boost::asio::io_context context;
    return RunSync(context, router_.Answer(request)).value();
  }
  // The body, or the status where it is not 200.
  std::string Get(const std::string& path) {
    const Response response = Ask("GET", path);
    return response.status == 200 ? response.body
                                  : std::to_string(response.status);
  }

  FakeClock clock_;
  log::CapturingLogger logger_;
  Router router_{clock_, logger_};
};

TEST_F(RouterTest, FindsTheRouteOfAPath) {
  EXPECT_EQ(Get("/connect"), "page");
  EXPECT_EQ(Get("/connect/abc_-DEF"), "link");
  EXPECT_EQ(Get("/connect/assets/0123/connect.js"), "asset");
  EXPECT_EQ(Ask("POST", "/connect/api/open").body, "open");
}

TEST_F(RouterTest, OtherPathsAreNotFound) {
  for (const char* path :
       {"", "/", "connect", "/connect/", "/Connect", "/connect//x",
        "/connect/a/b", "/connect/../connect", "/connect/./x", "/connect%2f",
        "/connect/a%2fb", "/connect\\x", "http://evil.example/connect",
        "/connect/assets/..%2f..%2fetc/passwd", "/connect/assets/../../etc",
        "/oauth/callback"}) {
    EXPECT_EQ(Get(path), "404") << path;
  }
}

TEST_F(RouterTest, OtherMethodsAreRefused) {
  const Response response = Ask("GET", "/connect/api/open");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(Ask("DELETE", "/connect").status, 405);
  EXPECT_EQ(Ask("TRACE", "/connect").status, 405);
}

TEST_F(RouterTest, EveryAnswerForbidsWhatPagesDoNotNeed) {
  for (const char* path : {"/connect", "/nowhere", "/broken"}) {
    std::map<std::string, std::string> headers;
    for (auto& [name, value] : Ask("GET", path).headers) headers[name] = value;
    const std::string& policy = headers["Content-Security-Policy"];
    EXPECT_TRUE(absl::StrContains(policy, "default-src 'none'"));
    EXPECT_TRUE(absl::StrContains(policy, "frame-ancestors 'none'"));
    EXPECT_FALSE(absl::StrContains(policy, "unsafe"));
    EXPECT_EQ(headers["X-Frame-Options"], "DENY");
    EXPECT_EQ(headers["X-Content-Type-Options"], "nosniff");
    EXPECT_EQ(headers["Referrer-Policy"], "no-referrer");
    EXPECT_EQ(headers["Cache-Control"], "no-store");
  }
}

TEST_F(RouterTest, FailuresSayNothing) {
  const Response response = Ask("GET", "/broken");
  EXPECT_EQ(response.status, 500);
  EXPECT_FALSE(absl::StrContains(response.body, "secret"));
}

TEST_F(RouterTest, LogNamesTheRouteAndNeverThePath) {
  Get("/connect/the-links-secret");
  Get("/connect/another/path-of-a-stranger");
  const std::string log = logger_.Text();
  EXPECT_TRUE(absl::StrContains(log, "link")) << log;
  EXPECT_FALSE(absl::StrContains(log, "secret")) << log;
  EXPECT_FALSE(absl::StrContains(log, "s3cret")) << log;
  EXPECT_FALSE(absl::StrContains(log, "stranger")) << log;
}

}  // namespace
}  // namespace hirewire::edge
