#include "testing/soak/figures.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "testing/soak/report.h"

namespace hirewire::soak {
namespace {

constexpr int64_t kMs = 1'000'000;

// Two refreshes by worker 1, half a life and more apart.
Observed Good() {
  Observed observed;
  observed.lapses_wanted = 2;
  observed.life = absl::Milliseconds(100);
  observed.commits = {{.at = 11 * kMs, .worker = 1},
                      {.at = 71 * kMs, .worker = 1, .lapsed_before = true}};
  observed.vendor = {.calls = 9};
  observed.notes[1] = {{kLeased, 10 * kMs, ""},   {kAnswered, 12 * kMs, ""},
                       {kStored, 14 * kMs, ""},   {kLeased, 70 * kMs, ""},
                       {kAnswered, 72 * kMs, ""}, {kStored, 77 * kMs, ""}};
  observed.generations = 2;
  return observed;
}

// The second refresh was lost by a kill, and the customer connected again.
Observed Lost() {
  Observed observed = Good();
  observed.notes[1].resize(4);
  observed.kills = {{.worker = 1, .at = 73 * kMs, .aimed = true}};
  observed.losses = {{.family = 0, .reason = "REFRESH_LOST", .seen = 90 * kMs}};
  observed.vendor.reuses = 1;
  observed.vendor.revoked = 1;
  return observed;
}

std::string BrokenBy(const Observed& observed) {
  return absl::StrJoin(Broken(observed, MakeFigures(observed)), "; ");
}

TEST(FiguresTest, AWindowGoesFromTheCommitToTheWrite) {
  const Figures figures = MakeFigures(Good());
  EXPECT_EQ(figures.refreshes, 2);
  EXPECT_EQ(figures.lapsed, 1);
  EXPECT_EQ(figures.window.count, 2u);
  EXPECT_DOUBLE_EQ(figures.window.p50, 3);
  EXPECT_DOUBLE_EQ(figures.window.max, 6);
  EXPECT_DOUBLE_EQ(figures.answer.max, 1);
  EXPECT_DOUBLE_EQ(figures.write.max, 5);
  EXPECT_EQ(BrokenBy(Good()), "");
}

TEST(FiguresTest, ALossInsideTheWindowKeepsThePromises) {
  const Figures figures = MakeFigures(Lost());
  EXPECT_EQ(figures.kills_inside, 1);
  EXPECT_EQ(figures.aimed_kills, 1);
  EXPECT_EQ(figures.losses_outside, 0);
  EXPECT_DOUBLE_EQ(figures.kill_after_commit.max, 2);
  EXPECT_DOUBLE_EQ(figures.shown_after_kill.max, 17);
  EXPECT_EQ(BrokenBy(Lost()), "");
}

TEST(FiguresTest, ALossThatNoKillExplainsBreaksOne) {
  Observed unkilled = Lost();
  unkilled.kills = {{.worker = 2, .at = 73 * kMs}};
  EXPECT_TRUE(absl::StrContains(BrokenBy(unkilled), "1 losses outside"));
  Observed stored = Good();
  stored.kills = Lost().kills;
  stored.losses = Lost().losses;
  stored.vendor = Lost().vendor;
  EXPECT_TRUE(absl::StrContains(BrokenBy(stored), "1 losses outside"));
}

TEST(FiguresTest, ALossShownOtherwiseBreaksOne) {
  Observed observed = Lost();
  observed.losses[0].reason = "REAUTHORIZATION_REQUIRED";
  EXPECT_EQ(BrokenBy(observed), "a loss was shown as REAUTHORIZATION_REQUIRED");
}

TEST(FiguresTest, ALossWhereTheVendorGrantsALeewayBreaksOne) {
  Observed observed = Lost();
  observed.leeway = true;
  EXPECT_EQ(BrokenBy(observed), "1 losses");
}

TEST(FiguresTest, ARefreshTooEarlyIsNeedlessUnlessTheApiRefusedTheToken) {
  Observed observed = Good();
  observed.commits[1].at = 41 * kMs;
  observed.notes[1][3].at = 40 * kMs;
  EXPECT_EQ(BrokenBy(observed), "1 needless refreshes");
  observed.commits[1].refused_before = true;
  EXPECT_EQ(BrokenBy(observed), "");
}

TEST(FiguresTest, APairThatIsNotInTheStoreBreaksOne) {
  Observed observed = Good();
  observed.generations = 1;
  EXPECT_EQ(BrokenBy(observed), "the store is 1 pairs further, not 2");
}

TEST(FiguresTest, ASpentTokenThatCameAgainBreaksOne) {
  Observed observed = Good();
  observed.vendor.reuses = 1;
  EXPECT_TRUE(absl::StrContains(BrokenBy(observed), "1 spent tokens"));
}

TEST(FiguresTest, AFailedCallBreaksOne) {
  Observed observed = Good();
  observed.notes[2] = {{kFailed, 5, "VENDOR_UNAVAILABLE"}};
  EXPECT_EQ(BrokenBy(observed), "1 calls failed: VENDOR_UNAVAILABLE");
  observed = Lost();
  observed.notes[2] = {{kFailed, 5, "REFRESH_LOST"}};
  EXPECT_EQ(BrokenBy(observed), "");
}

TEST(FiguresTest, ARunInWhichNothingHappenedBreaksSome) {
  Observed observed;
  observed.lapses_wanted = 1;
  EXPECT_TRUE(absl::StrContains(BrokenBy(observed), "only 0 lapses"));
  EXPECT_TRUE(absl::StrContains(BrokenBy(observed), "no call"));
}

TEST(FiguresTest, ASpreadTakesTheNearestRank) {
  std::vector<double> values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  const Spread spread = SpreadOf(values);
  EXPECT_DOUBLE_EQ(spread.p50, 50);
  EXPECT_DOUBLE_EQ(spread.p99, 99);
  EXPECT_DOUBLE_EQ(spread.max, 100);
  EXPECT_EQ(SpreadOf({}).count, 0u);
}

TEST(FiguresTest, TheTableHasAColumnForEachRun) {
  const std::string table =
      Table({{"sqlite", absl::Seconds(10), absl::Seconds(1),
              absl::ZeroDuration(), Good(), MakeFigures(Good())},
             {"kills", absl::Seconds(2), absl::Seconds(1), absl::Seconds(2),
              Lost(), MakeFigures(Lost())}});
  EXPECT_TRUE(absl::StrContains(table, "sqlite"));
  EXPECT_TRUE(absl::StrContains(table, "3.00 / 6.00 / 6.00"));
  EXPECT_TRUE(absl::StrContains(table, "1 (1)"));
}

}  // namespace
}  // namespace hirewire::soak
