#include "connectors/traffic/fixed_window_budget.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1767225600);
constexpr absl::Duration kWindow = absl::Seconds(30);

class FixedWindowBudgetTest : public testing::Test {
 protected:
  explicit FixedWindowBudgetTest(bool seconds_left = false)
      : budget_({.limit = 3,
                 .window = kWindow,
                 .limit_header = "X-Limit",
                 .remaining_header = "X-Remaining",
                 .reset_header = "X-Reset",
                 .reset_is_seconds_left = seconds_left}) {}

  void Pass(absl::Duration time) { now_ += time; }
  bool May(int64_t ahead = 0) {
    return budget_.Ask(now_, ahead).ask_again <= now_;
  }
  uint64_t Issue() {
    EXPECT_TRUE(May());
    budget_.OnIssue(++serial_, now_);
    issued_[serial_] = now_;
    return serial_;
  }
  void End(uint64_t serial, const http::Response* response,
           bool unused = false) {
    budget_.OnEnd({.serial = serial,
                   .issued = issued_[serial],
                   .now = now_,
                   .unused = unused,
                   .response = response});
  }
  void Answer(uint64_t serial, http::Headers headers, int status = 200) {
    const http::Response response = {
        .status = status, .headers = std::move(headers), .body = ""};
    End(serial, &response);
  }
  // What a vendor with our own clock would say.
  http::Headers Headers(int remaining, absl::Time reset, int limit = 3) {
    return {{"x-limit", absl::StrCat(limit)},
            {"x-remaining", absl::StrCat(remaining)},
            {"x-reset", absl::StrCat(absl::ToUnixSeconds(reset))},
            {"date", absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", now_,
                                      absl::UTCTimeZone())}};
  }

  FixedWindowBudget budget_;
  absl::Time now_ = kStart;
  uint64_t serial_ = 0;
  std::map<uint64_t, absl::Time> issued_;
};

TEST_F(FixedWindowBudgetTest, AColdConnectionSendsOneRequestAndWaits) {
  const uint64_t first = Issue();
  EXPECT_FALSE(May());
  Answer(first, Headers(2, kStart + absl::Seconds(10)));
  EXPECT_TRUE(May());
  EXPECT_TRUE(May(1));
  EXPECT_FALSE(May(2));
}

TEST_F(FixedWindowBudgetTest, PatienceWithTheFirstAnswerEnds) {
  Issue();
  EXPECT_EQ(budget_.Ask(now_, 0).ask_again, now_ + absl::Seconds(2));
  Pass(absl::Seconds(2));
  Issue();
  Issue();
  EXPECT_FALSE(May());
}

TEST_F(FixedWindowBudgetTest, BelievesWhatOthersHaveTaken) {
  Answer(Issue(), Headers(0, kStart + absl::Seconds(10)));
  const Forecast forecast = budget_.Ask(now_, 0);
  EXPECT_EQ(forecast.not_before, kStart + absl::Seconds(11));
  EXPECT_EQ(forecast.ask_again, forecast.not_before);
  EXPECT_EQ(budget_.left(), 0);
}

TEST_F(FixedWindowBudgetTest, LearnsAHigherLimit) {
  Answer(Issue(), Headers(99, kStart + absl::Seconds(10), 100));
  EXPECT_TRUE(May(98));
  EXPECT_FALSE(May(99));
}

TEST_F(FixedWindowBudgetTest, ReopensAfterTheReset) {
  Answer(Issue(), Headers(0, kStart + absl::Seconds(10)));
  EXPECT_FALSE(May());
  Pass(absl::Seconds(11));
  const uint64_t probe = Issue();
  EXPECT_FALSE(May());
  Answer(probe, Headers(2, kStart + absl::Seconds(40)));
  EXPECT_TRUE(May(1));
}

TEST_F(FixedWindowBudgetTest, CountsRequestsInFlightInTheOpenWindow) {
  Answer(Issue(), Headers(2, kStart + absl::Seconds(10)));
  Issue();
  Issue();
  Pass(absl::Seconds(11));
  const uint64_t probe = Issue();
  Answer(probe, Headers(2, kStart + absl::Seconds(40)));
  // Two of the last window may still arrive in this one.
  EXPECT_FALSE(May());
}

TEST_F(FixedWindowBudgetTest, ALateAnswerOfThePastTellsNothingOfThePresent) {
  Answer(Issue(), Headers(2, kStart + absl::Seconds(10)));
  const uint64_t late = Issue();
  Pass(absl::Seconds(11));
  Answer(Issue(), Headers(2, kStart + absl::Seconds(40)));
  Answer(late, Headers(0, kStart + absl::Seconds(10)));
  EXPECT_TRUE(May(1));
}

TEST_F(FixedWindowBudgetTest, AnswersThatOvertakeEachOtherDoNotGiveBack) {
  Answer(Issue(), Headers(2, kStart + absl::Seconds(10)));
  const uint64_t one = Issue();
  const uint64_t two = Issue();
  Answer(two, Headers(0, kStart + absl::Seconds(10)));
  Answer(one, Headers(1, kStart + absl::Seconds(10)));
  EXPECT_FALSE(May());
}

TEST_F(FixedWindowBudgetTest, NeverTrustsAResetBeyondOneWindow) {
  Answer(Issue(), Headers(0, kStart + absl::Hours(1)));
  EXPECT_EQ(budget_.Ask(now_, 0).not_before, kStart + kWindow);
}

TEST_F(FixedWindowBudgetTest, NeverTrustsAResetInThePast) {
  Answer(Issue(), Headers(0, kStart - absl::Hours(1)));
  EXPECT_EQ(budget_.Ask(now_, 0).not_before, kStart + kWindow);
}

TEST_F(FixedWindowBudgetTest, WithoutHeadersNoSpanSeesMoreThanTheLimit) {
  for (int i = 0; i < 3; ++i) {
    Answer(Issue(), {});
    Pass(absl::Seconds(10));
  }
  // All three are younger than a window; the first is just about to expire.
  EXPECT_TRUE(May());
  EXPECT_FALSE(May(1));
  EXPECT_EQ(budget_.Ask(now_, 1).not_before, now_ + absl::Seconds(10));
  EXPECT_EQ(budget_.left(), std::nullopt);
}

TEST_F(FixedWindowBudgetTest, GarbageInHeadersIsAsGoodAsNone) {
  for (const char* text : {"", "many", "-1", "99999999999999999999", "1e3"}) {
    Answer(Issue(), {{"X-Limit", text},
                     {"X-Remaining", text},
                     {"X-Reset", text},
                     {"Date", text}});
    Pass(kWindow);
  }
  EXPECT_TRUE(May(2));
  EXPECT_FALSE(May(3));
}

TEST_F(FixedWindowBudgetTest, AnUnusedPlaceIsGivenBack) {
  Answer(Issue(), Headers(1, kStart + absl::Seconds(10)));
  End(Issue(), nullptr, /*unused=*/true);
  EXPECT_TRUE(May());
}

TEST_F(FixedWindowBudgetTest, ALostRequestCountsForAWindow) {
  Answer(Issue(), Headers(1, kStart + absl::Seconds(20)));
  End(Issue(), nullptr);
  EXPECT_FALSE(May());
  Pass(kWindow);
  EXPECT_TRUE(May());
}

TEST_F(FixedWindowBudgetTest, ForecastsTheWindowOfALongQueue) {
  Answer(Issue(), Headers(2, kStart + absl::Seconds(10)));
  // Two now, three in the next window, three in the one after.
  const absl::Time next = kStart + absl::Seconds(11);
  EXPECT_LE(budget_.Ask(now_, 1).not_before, now_);
  EXPECT_EQ(budget_.Ask(now_, 2).not_before, next);
  EXPECT_EQ(budget_.Ask(now_, 4).not_before, next);
  EXPECT_EQ(budget_.Ask(now_, 5).not_before, next + kWindow);
}

TEST_F(FixedWindowBudgetTest, NumbersThatNeverChangeDoNotOpenTheGate) {
  for (int i = 0; i < 3; ++i) {
    Answer(Issue(), Headers(3, kStart + absl::Seconds(10)));
  }
  EXPECT_FALSE(May());
  Pass(absl::Seconds(11));
  EXPECT_TRUE(May());
}

class SecondsLeftTest : public FixedWindowBudgetTest {
 protected:
  SecondsLeftTest() : FixedWindowBudgetTest(/*seconds_left=*/true) {}

  http::Headers Left(int remaining, int seconds) {
    http::Headers headers = Headers(remaining, now_);
    headers[2].second = absl::StrCat(seconds);
    return headers;
  }
};

TEST_F(SecondsLeftTest, TheWindowEndsWhenTheyHavePassed) {
  Answer(Issue(), Left(0, 10));
  EXPECT_EQ(budget_.Ask(now_, 0).not_before, kStart + absl::Seconds(11));
}

TEST_F(SecondsLeftTest, CountingDownOpensNoOtherWindow) {
  Answer(Issue(), Left(2, 10));
  const uint64_t two = Issue();
  const uint64_t three = Issue();
  Pass(absl::Seconds(4));
  Answer(three, Left(0, 6));
  Answer(two, Left(1, 5));  // Rounded the other way.
  EXPECT_FALSE(May());
  EXPECT_EQ(budget_.Ask(now_, 0).not_before, now_ + absl::Seconds(6));
}

TEST_F(SecondsLeftTest, AJumpUpwardsIsTheNextWindow) {
  Answer(Issue(), Left(1, 1));
  const uint64_t next = Issue();
  Pass(absl::Seconds(1.5));
  Answer(next, Left(2, 29));
  EXPECT_TRUE(May(1));
  EXPECT_FALSE(May(2));
}

TEST_F(SecondsLeftTest, ALateAnswerOfThePastTellsNothingOfThePresent) {
  Answer(Issue(), Left(1, 1));
  const uint64_t late = Issue();
  const http::Headers of_the_past = Left(0, 1);
  Pass(absl::Seconds(2));
  Answer(Issue(), Left(2, 29));
  Answer(late, of_the_past);
  EXPECT_TRUE(May(1));
}

TEST_F(SecondsLeftTest, ANumberThatNeverChangesDoesNotOpenTheGate) {
  for (int i = 0; i < 3; ++i) {
    Answer(Issue(), Left(3, 30));
    Pass(absl::Seconds(5));
  }
  EXPECT_FALSE(May());
}

TEST_F(FixedWindowBudgetTest, AClockSetBackDoesNotStopIt) {
  Answer(Issue(), Headers(0, kStart + absl::Seconds(10)));
  Pass(-absl::Hours(1));
  EXPECT_LE(budget_.Ask(now_, 0).not_before, now_ + kWindow);
}

}  // namespace
}  // namespace hirewire::traffic
