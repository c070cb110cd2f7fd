#include "testing/simulators/http/admin.h"

#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/http/faults.h"

namespace hirewire::sim {
namespace {

class AdminTest : public ::testing::Test {
 protected:
  Reply Ask(const std::string& method, const std::string& path,
            const std::string& body = "") {
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    return admin_(request);
  }

  HttpServer server_{[](const Request&) { return Reply::Empty(204); }};
  absl::Duration skew_;
  int resets_ = 0;
  Handler admin_ = AdminHandler(
      {.server = &server_,
       .set_skew = [this](absl::Duration skew) { skew_ = skew; },
       .more_stats =
           [] { return std::map<std::string, int64_t>{{"token_calls", 3}}; },
       .reset = [this] { ++resets_; }});
};

TEST_F(AdminTest, SetsFaultsAndKeepsTheRest) {
  EXPECT_EQ(Ask("POST", "/faults",
                R"({"rate":0.25,"kinds":["html_body"],"latency_ms":20})")
                .status,
            200);
  EXPECT_EQ(Ask("POST", "/faults", R"({"path_prefix":"/v3/"})").status, 200);
  const FaultSettings settings = server_.faults().settings();
  EXPECT_EQ(settings.rate, 0.25);
  EXPECT_EQ(settings.kinds, std::vector<Fault>{Fault::kHtmlBody});
  EXPECT_EQ(settings.latency, absl::Milliseconds(20));
  EXPECT_EQ(settings.path_prefix, "/v3/");
}

TEST_F(AdminTest, QueuesExactFaults) {
  Ask("POST", "/faults", R"({"next":"reset_after","times":2})");
  EXPECT_EQ(server_.faults().Decide("/"), Fault::kResetAfter);
  EXPECT_EQ(server_.faults().Decide("/"), Fault::kResetAfter);
  EXPECT_EQ(server_.faults().Decide("/"), Fault::kNone);
  EXPECT_EQ(*Ask("GET", "/stats").body,
            R"({"calls":0,"connections":0,"by_path":{},)"
            R"("faults":{"reset_after":2},"token_calls":3})");
}

TEST_F(AdminTest, NamesWhatItRefuses) {
  Reply reply = Ask("POST", "/faults", R"({"raet":1})");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(*reply.body, R"({"message":"no field named raet"})");
  EXPECT_EQ(Ask("POST", "/faults", R"({"kinds":["gremlins"]})").status, 400);
  EXPECT_EQ(Ask("POST", "/faults", R"({"rate":"much"})").status, 400);
  EXPECT_EQ(Ask("POST", "/faults", "half {").status, 400);
  EXPECT_EQ(Ask("POST", "/clock", R"({"skew":1})").status, 400);
  EXPECT_EQ(Ask("GET", "/elsewhere").status, 404);
}

TEST_F(AdminTest, MovesTheClockAndResetsAll) {
  Ask("POST", "/clock", R"({"skew_seconds":-90})");
  EXPECT_EQ(skew_, absl::Seconds(-90));
  Ask("POST", "/faults", R"({"rate":1})");
  Ask("POST", "/reset");
  EXPECT_EQ(skew_, absl::ZeroDuration());
  EXPECT_EQ(server_.faults().settings().rate, 0);
  EXPECT_EQ(resets_, 1);
}

}  // namespace
}  // namespace hirewire::sim
