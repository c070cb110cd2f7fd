#include "testing/simulators/http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/test_client.h"

namespace hirewire::sim {
namespace {

// Answers with what it was asked, and counts.
class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    EXPECT_TRUE(server_.Start().ok());
    client_ = std::make_unique<TestClient>(server_.port());
  }

  std::atomic<int> handled_{0};
  HttpServer server_{[this](const Request& request) {
    ++handled_;
    return Reply::Json(200, absl::StrCat("{\"path\":\"", request.path,
                                         "\",\"body\":\"", request.body, "\"}"))
        .With("X-Seen", request.raw_query);
  }};
  std::unique_ptr<TestClient> client_;
};

TEST_F(ServerTest, HandsTheWholeRequestToTheHandler) {
  const WireReply reply = client_->Post("/a%20b?x=%7C1", "hello");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"path":"/a b","body":"hello"})");
  EXPECT_EQ(reply.Header("x-seen"), "x=%7C1");
  EXPECT_EQ(reply.Header("content-type"), "application/json");
}

TEST_F(ServerTest, KeepsTheConnection) {
  for (int i = 0; i < 10; ++i) client_->Get("/x");
  EXPECT_EQ(server_.Counts().connections, 1);
  EXPECT_EQ(server_.Counts().total, 10);
  EXPECT_EQ(server_.Counts().by_path["/x"], 10);
}

TEST_F(ServerTest, ServesManyClientsAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      TestClient client(server_.port());
      for (int i = 0; i < 50; ++i) good += client.Get("/x").status == 200;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 400);
}

TEST_F(ServerTest, StopsAndStartsAgain) {
  client_->Get("/x");
  server_.Stop();
  EXPECT_TRUE(client_->Get("/x").cut);
  ASSERT_TRUE(server_.Start().ok());
  EXPECT_EQ(TestClient(server_.port()).Get("/x").status, 200);
}

TEST_F(ServerTest, SaysThatAPortIsTaken) {
  HttpServer other([](const Request&) { return Reply::Empty(204); },
                   {.port = server_.port()});
  EXPECT_EQ(other.Start().code(), absl::StatusCode::kUnavailable);
}

TEST_F(ServerTest, RefusesBodiesBeyondTheLimit) {
  HttpServer small([](const Request&) { return Reply::Empty(204); },
                   {.max_request_bytes = 10});
  ASSERT_TRUE(small.Start().ok());
  EXPECT_EQ(TestClient(small.port()).Post("/", "12345678901").status, 413);
}

TEST_F(ServerTest, Injects429And503WithRetryAfter) {
  server_.faults().Set({.retry_after_seconds = 7});
  server_.faults().InjectNext(Fault::kTooManyRequests);
  server_.faults().InjectNext(Fault::kUnavailable);
  server_.faults().InjectNext(Fault::kServerError);
  WireReply reply = client_->Get("/x");
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(reply.Header("Retry-After"), "7");
  EXPECT_EQ(client_->Get("/x").status, 503);
  EXPECT_EQ(client_->Get("/x").status, 500);
  EXPECT_EQ(client_->Get("/x").status, 200);
  EXPECT_EQ(handled_, 1);
  EXPECT_EQ(server_.faults().InjectedTotal(), 3);
}

TEST_F(ServerTest, ResetsBeforeOrAfterTheHandlerActed) {
  server_.faults().InjectNext(Fault::kResetBefore);
  WireReply reply = client_->Get("/x");
  EXPECT_TRUE(reply.reset);
  EXPECT_EQ(handled_, 0);
  server_.faults().InjectNext(Fault::kResetAfter);
  reply = client_->Get("/x");
  EXPECT_TRUE(reply.reset);
  EXPECT_EQ(handled_, 1);
}

TEST_F(ServerTest, TruncatesAfterHalfTheBody) {
  server_.faults().InjectNext(Fault::kTruncatedBody);
  const WireReply reply = client_->Get("/x");
  EXPECT_TRUE(reply.cut);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"path":"/x)");
}

TEST_F(ServerTest, SendsBrokenJsonHtmlAndDeepNesting) {
  server_.faults().InjectNext(Fault::kMalformedJson);
  server_.faults().InjectNext(Fault::kHtmlBody);
  server_.faults().InjectNext(Fault::kDeepJson);
  WireReply reply = client_->Get("/x");
  EXPECT_FALSE(reply.cut);
  EXPECT_EQ(reply.body.back(), 'd');
  reply = client_->Get("/x");
  EXPECT_EQ(reply.Header("content-type"), "text/html; charset=utf-8");
  reply = client_->Get("/x");
  EXPECT_EQ(reply.body.size(), 20'000u);
}

TEST_F(ServerTest, RefusesInEveryOrdinaryWay) {
  for (const auto& [fault, status] :
       {std::pair(Fault::kUnauthorized, 401), std::pair(Fault::kForbidden, 403),
        std::pair(Fault::kNotFound, 404),
        std::pair(Fault::kUnprocessable, 422)}) {
    server_.faults().InjectNext(fault);
    EXPECT_EQ(client_->Get("/x").status, status);
  }
  EXPECT_EQ(handled_, 0);
}

TEST_F(ServerTest, SaysSomethingElseThanItShould) {
  for (const auto& [fault, body] :
       {std::pair(Fault::kEmptyBody, ""), std::pair(Fault::kEmptyObject, "{}"),
        std::pair(Fault::kJsonNull, "null"),
        std::pair(Fault::kJsonNumber, "42")}) {
    server_.faults().InjectNext(fault);
    const WireReply reply = client_->Get("/x");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, body);
  }
  server_.faults().InjectNext(Fault::kOtherShape);
  EXPECT_EQ(client_->Get("/x").body.front(), '{');
}

TEST_F(ServerTest, LeadsElsewhere) {
  HttpServer linked([](const Request& request) {
    const std::string next = absl::StrCat(
        "http://", request.Header("host").value_or("nowhere"), "/next");
    return Reply::Json(200, absl::StrCat("[\"", next, "\"]"))
        .With("Link", absl::StrCat("<", next, ">; rel=\"next\""));
  });
  ASSERT_TRUE(linked.Start().ok());
  linked.faults().Set({.redirect_to = "http://other.invalid/"});
  linked.faults().InjectNext(Fault::kForeignLinks);
  const WireReply reply = TestClient(linked.port()).Get("/x");
  EXPECT_EQ(reply.body, "[\"http://other.invalid/next\"]");
  EXPECT_EQ(reply.Header("link"), "<http://other.invalid/next>; rel=\"next\"");
}

TEST_F(ServerTest, FloodsUntilTheClientGivesUp) {
  server_.faults().InjectNext(Fault::kHugeBody);
  client_->LimitBody(5 << 20);
  const WireReply reply = client_->Get("/x");
  EXPECT_TRUE(reply.cut);
  EXPECT_EQ(reply.Header("transfer-encoding"), "chunked");
  EXPECT_EQ(client_->Get("/x").status, 200);
}

TEST_F(ServerTest, RedirectsToAnotherHost) {
  server_.faults().Set({.redirect_to = "http://other.invalid/v3/x"});
  server_.faults().InjectNext(Fault::kRedirect);
  const WireReply reply = client_->Get("/x");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(reply.Header("location"), "http://other.invalid/v3/x");
}

TEST_F(ServerTest, DripsTheRightAnswer) {
  server_.faults().Set(
      {.drip_bytes = 3, .drip_interval = absl::Microseconds(1)});
  server_.faults().InjectNext(Fault::kSlowDrip);
  const WireReply reply = client_->Get("/x");
  EXPECT_EQ(reply.body, R"({"path":"/x","body":""})");
  EXPECT_FALSE(reply.cut);
}

TEST_F(ServerTest, LetsASimulatorDressInjectedFaults) {
  HttpServer dressed(
      [](const Request&) { return Reply::Empty(204); },
      {.dress_fault = [](Fault fault, const Request&, Reply& reply) {
        reply.headers.emplace_back("X-Fault", std::string(FaultName(fault)));
      }});
  ASSERT_TRUE(dressed.Start().ok());
  dressed.faults().InjectNext(Fault::kServerError);
  EXPECT_EQ(TestClient(dressed.port()).Get("/").Header("X-Fault"),
            "server_error");
}

}  // namespace
}  // namespace hirewire::sim
