#include "connectors/vendors/played_exchanges.h"

#include <boost/asio/io_context.hpp>
#include <string>

#include "base/async/run.h"
#include "connectors/api/cost.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::vendors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PlayedExchangesTest : public testing::Test {
 protected:
  // The body of the answer, or the status that it is judged with.
  std::string Ask(const std::string& url) {
    boost::asio::io_context context;
    connectors::Cost cost;
    traffic::Call call;
    call.request.url = url;
    call.cost = &cost;
    call.classify = [](http::Response& response) {
      traffic::Verdict verdict;
      if (response.status == 200) return verdict;
      verdict.action = traffic::Verdict::Action::kFail;
      verdict.status = absl::NotFoundError("judged");
      return verdict;
    };
    const auto answer = RunSync(context, exchanges_.Send(call));
    return answer.ok() ? answer->body : std::string(answer.status().message());
  }

  PlayedExchanges exchanges_;
};

TEST_F(PlayedExchangesTest, AnswersEachExchangeOnceInWhateverOrder) {
  ASSERT_TRUE(exchanges_
                  .Load(R"([
    {"method":"GET","path":"/v1/a","query":{"x":"1|2","y":"ä"},"response":[1]},
    {"method":"GET","path":"/v1/a","query":{},"response":{"id":12345678901234567}}
  ])")
                  .ok());
  EXPECT_EQ(Ask("https://v.example/v1/a"), R"({"id":12345678901234567})");
  EXPECT_EQ(Ask("https://v.example/v1/a?y=%C3%A4&x=1%7C2"), "[1]");
  EXPECT_THAT(exchanges_.Unplayed(), IsEmpty());
  EXPECT_EQ(Ask("https://v.example/v1/a"), "judged");
  EXPECT_THAT(exchanges_.Unanswered(), ElementsAre("GET /v1/a"));
}

TEST_F(PlayedExchangesTest, NamesWhatWasNeverAskedFor) {
  ASSERT_TRUE(
      exchanges_.Load(R"([{"method":"GET","path":"/b","query":{"k":"v"}}])")
          .ok());
  EXPECT_EQ(Ask("https://v.example/b?k=other"), "judged");
  EXPECT_THAT(exchanges_.Unplayed(), ElementsAre("GET /b?k=v"));
}

TEST_F(PlayedExchangesTest, APathAnswersAnyNumberOfTimesWithAnyQuery) {
  exchanges_.AnswerPath("/v1/users", "[]");
  EXPECT_EQ(Ask("https://v.example/v1/users?page=1"), "[]");
  EXPECT_EQ(Ask("https://v.example/v1/users"), "[]");
  EXPECT_EQ(exchanges_.requests(), 2);
}

TEST_F(PlayedExchangesTest, BrokenFilesAreRefused) {
  EXPECT_FALSE(exchanges_.Load("{}").ok());
  EXPECT_FALSE(exchanges_.Load("[{\"method\":\"GET\"}]").ok());
  EXPECT_FALSE(exchanges_.Load("[").ok());
}

}  // namespace
}  // namespace hirewire::vendors
