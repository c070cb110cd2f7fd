#include "testing/replay/replay_server.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "testing/simulators/http/test_client.h"

namespace hirewire::sim {
namespace {

constexpr char kTwoPages[] = R"([
 {"method": "GET", "path": "/v1/things", "query": {"limit": "2"},
  "request_body": null, "status": 200,
  "response": {"data": [ {"id" : 1.50} ], "next": "%5B1%2C%22a%22%5D"}},
 {"method": "GET", "path": "/v1/things",
  "query": {"limit": "2", "offset": "%5B1%2C%22a%22%5D"},
  "request_body": null, "status": 200, "response": {"data": []}},
 {"method": "GET", "path": "/v1/things", "query": {"state": "open"},
  "request_body": null, "status": 200, "response": {"data": ["open"]}},
 {"method": "POST", "path": "/v1/search", "query": {},
  "request_body": {"cursor": "c1", "limit": 5}, "status": 201,
  "response": {"page": 2}},
 {"method": "POST", "path": "/v1/search", "query": {},
  "request_body": {"limit": 5}, "status": 200, "response": {"page": 1}}
])";

Request Ask(const std::string& method, const std::string& target,
            const std::string& body = "") {
  Request request;
  request.method = method;
  const size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != std::string::npos) {
    request.query = ParseParameters(target.substr(mark + 1));
  }
  request.body = body;
  return request;
}

class ReplayTest : public ::testing::Test {
 protected:
  ReplayTest() { EXPECT_TRUE(replay_.LoadText("two", kTwoPages).ok()); }

  std::string Body(const std::string& method, const std::string& target,
                   const std::string& body = "") {
    return *replay_.Handle(Ask(method, target, body)).body;
  }

  ReplayServer replay_;
};

TEST_F(ReplayTest, PlaysTheBytesOfTheFile) {
  EXPECT_EQ(Body("GET", "/v1/things?limit=2"),
            R"({"data": [ {"id" : 1.50} ], "next": "%5B1%2C%22a%22%5D"})");
}

TEST_F(ReplayTest, ReadsAnOffsetThatWasEncodedOnceMore) {
  EXPECT_EQ(
      Body("GET", "/v1/things?limit=2&offset=%255B1%252C%2522a%2522%255D"),
      R"({"data": []})");
}

TEST_F(ReplayTest, DoesNotMindThePageSize) {
  EXPECT_EQ(Body("GET", "/v1/things"), Body("GET", "/v1/things?limit=2"));
  EXPECT_EQ(Body("GET", "/v1/things?limit=100"),
            Body("GET", "/v1/things?limit=2"));
  EXPECT_EQ(
      Body("GET", "/v1/things?limit=9&offset=%255B1%252C%2522a%2522%255D"),
      R"({"data": []})");
}

TEST_F(ReplayTest, NeverPlaysOnePageForAnother) {
  EXPECT_EQ(replay_.Handle(Ask("GET", "/v1/things?offset=elsewhere")).status,
            404);
}

TEST_F(ReplayTest, PrefersTheRecordingWithTheMostEqualParameters) {
  EXPECT_EQ(Body("GET", "/v1/things?state=open&expand=x"),
            R"({"data": ["open"]})");
  EXPECT_EQ(replay_.Stats().unrecorded_parameters,
            (std::map<std::string, int64_t>{{"GET /v1/things expand", 1}}));
}

TEST_F(ReplayTest, NamesWhatIsNotRecordedWithoutValues) {
  const Reply reply =
      replay_.Handle(Ask("GET", "/v1/people?email=ada@people.example"));
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(*reply.body, R"({"code":"NotRecorded","message":)"
                         R"("GET /v1/people is not recorded with email"})");
  EXPECT_EQ(replay_.Handle(Ask("DELETE", "/v1/things")).status, 404);
  EXPECT_EQ(replay_.Stats().not_recorded, 2);
}

TEST_F(ReplayTest, LooksIntoJsonBodies) {
  EXPECT_EQ(Body("POST", "/v1/search", R"({"limit":5})"), R"({"page": 1})");
  const Reply reply =
      replay_.Handle(Ask("POST", "/v1/search", R"({"cursor":"c1"})"));
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(*reply.body, R"({"page": 2})");
  EXPECT_EQ(
      replay_.Handle(Ask("POST", "/v1/search", R"({"cursor":"c2"})")).status,
      404);
}

TEST_F(ReplayTest, AcceptsAPrefixBeforeTheRecordedPath) {
  ReplayServer prefixed({.base_prefix = "/lever"});
  ASSERT_TRUE(prefixed.LoadText("two", kTwoPages).ok());
  EXPECT_EQ(prefixed.Handle(Ask("GET", "/lever/v1/things")).status, 200);
  EXPECT_EQ(prefixed.Handle(Ask("GET", "/v1/things")).status, 200);
}

TEST_F(ReplayTest, CountsWhatWasPlayed) {
  Body("GET", "/v1/things");
  Body("GET", "/v1/things");
  const ReplayStats stats = replay_.Stats();
  EXPECT_EQ(stats.exchanges, 5);
  EXPECT_EQ(stats.played, 2);
  EXPECT_EQ(stats.covered, 1);
}

TEST_F(ReplayTest, SaysWhichFileIsBroken) {
  const auto message = [&](absl::string_view text) {
    return std::string(replay_.LoadText("x.json", text).message());
  };
  EXPECT_EQ(message("{}"), "x.json: not a list of exchanges");
  EXPECT_EQ(message("[{}]"), "x.json: exchange 0 lacks method or path");
  EXPECT_EQ(message(R"([{"method":"GET","path":"/"}])"),
            "x.json: exchange 0 lacks a response");
  EXPECT_EQ(message("[").find("x.json: "), 0u);
  EXPECT_EQ(replay_.Load("nowhere").code(), absl::StatusCode::kNotFound);
}

// Walks /v1/opportunities over the wire and gives the ids seen.
std::multiset<std::string> WalkOpportunities(ReplayServer& replay) {
  std::multiset<std::string> ids;
  TestClient client(replay.port());
  std::string target = "/v1/opportunities?limit=100";
  while (!target.empty()) {
    const WireReply reply = client.Get(target);
    EXPECT_EQ(reply.status, 200);
    target.clear();
    const auto page = json::Parse(reply.body);
    if (!page.ok()) {
      ADD_FAILURE() << page.status();
      break;
    }
    for (const json::Value row : page->root().Find("data")->items()) {
      ids.emplace(row.Find("id")->AsString());
    }
    const auto next = page->root().Find("next");
    if (!next.has_value()) break;
    target = absl::StrCat("/v1/opportunities?limit=100&offset=",
                          PercentEncode(next->AsString()));
    if (client.Get(target).status == 404) break;
  }
  return ids;
}

TEST(LeverSmall, IsWalkedToItsEnd) {
  ReplayServer replay;
  ASSERT_TRUE(replay.Load("testing/replay/testdata/lever_small").ok());
  ASSERT_TRUE(replay.Start().ok());
  const std::multiset<std::string> ids = WalkOpportunities(replay);
  EXPECT_EQ(ids.size(), 8u);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 8u);
  EXPECT_EQ(replay.Stats().not_recorded, 0);
}

TEST(LeverSample, IsWalkedWhereItLiesBesideTheWorkspace) {
  constexpr char kFolder[] = "../samples/lever";
  if (!std::filesystem::exists(kFolder)) {
    GTEST_SKIP() << "the recordings do not lie beside the workspace";
  }
  ReplayServer replay;
  ASSERT_TRUE(replay.Load(kFolder).ok());
  ASSERT_TRUE(replay.Start().ok());
  EXPECT_EQ(WalkOpportunities(replay).size(), 300u);
}

}  // namespace
}  // namespace hirewire::sim
