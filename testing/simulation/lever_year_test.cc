// A year with Lever, whose refresh tokens end when nobody used them for 90
// days, or after a year: in virtual time.
#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "testing/simulation/lever_fixture.h"

namespace hirewire::simulation {
namespace {

using LeverYearTest = LeverFixture;

TEST_F(LeverYearTest, ADayWithUseCostsOneRefresh) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  UseDaily(284);
  EXPECT_EQ(Refreshes(), 284);
  EXPECT_EQ(State(), "ACTIVE");
}

TEST_F(LeverYearTest, EightyIdleDaysAreForgiven) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  UseDaily(200);
  PassDays(80);
  EXPECT_EQ(Use(), "OK");
  EXPECT_EQ(Refreshes(), 201);
}

TEST_F(LeverYearTest, WithoutKeepAliveNinetyIdleDaysEndTheConnection) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  UseDaily(200);
  PassDays(90);
  EXPECT_EQ(State(), "ACTIVE");  // Nobody has noticed.
  EXPECT_EQ(Use(), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(State(), "NEEDS_REAUTHORIZATION REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(Refreshes(), 201);
  // Its customer mends it, and it is the same connection.
  ASSERT_EQ(Connect(), absl::OkStatus());
  EXPECT_EQ(Use(), "OK");
  EXPECT_EQ(State(), "ACTIVE");
}

TEST_F(LeverYearTest, KeptAliveItSurvivesIdleDaysWithoutNumber) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  KeepAlive();
  UseDaily(200);
  const int64_t used = Refreshes();
  EXPECT_EQ(used, 200);
  PassDays(80);
  EXPECT_EQ(Use(), "OK");
  PassDays(84);
  EXPECT_EQ(Use(), "OK");
  EXPECT_EQ(State(), "ACTIVE");
  // Once in each time of idleness, at half the 90 days; and once by each use.
  EXPECT_EQ(Refreshes(), used + 2 + 2);
}

TEST_F(LeverYearTest, KeptAliveItSurvivesWhatWouldHaveEndedIt) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  KeepAlive();
  PassDays(350);
  EXPECT_EQ(State(), "ACTIVE");
  EXPECT_EQ(Use(), "OK");
  EXPECT_EQ(Refreshes(), 7 + 1);
}

TEST_F(LeverYearTest, AfterAYearTheGrantEndsInSpiteOfDailyUse) {
  ASSERT_EQ(Connect(), absl::OkStatus());
  UseDaily(364);
  PassDays(1);
  EXPECT_EQ(Use(), "REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(State(), "NEEDS_REAUTHORIZATION REAUTHORIZATION_REQUIRED");
  EXPECT_EQ(Refreshes(), 365);
}

}  // namespace
}  // namespace hirewire::simulation
