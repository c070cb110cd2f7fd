#include "testing/simulators/http/faults.h"

#include <gtest/gtest.h>

#include <vector>

namespace hirewire::sim {
namespace {

std::vector<Fault> Draw(FaultInjector& faults, int times) {
  std::vector<Fault> drawn;
  for (int i = 0; i < times; ++i) drawn.push_back(faults.Decide("/v3/x"));
  return drawn;
}

TEST(FaultInjector, LeavesAllAloneByDefault) {
  FaultInjector faults;
  EXPECT_EQ(Draw(faults, 100), std::vector<Fault>(100, Fault::kNone));
  EXPECT_EQ(faults.InjectedTotal(), 0);
}

TEST(FaultInjector, RepeatsItselfFromTheSameSeed) {
  FaultInjector a;
  FaultInjector b;
  a.Set({.rate = 0.3, .seed = 7});
  b.Set({.rate = 0.3, .seed = 7});
  EXPECT_EQ(Draw(a, 500), Draw(b, 500));
  b.Set({.rate = 0.3, .seed = 8});
  EXPECT_NE(Draw(a, 500), Draw(b, 500));
}

TEST(FaultInjector, FailsAboutAsOftenAsToldAndCounts) {
  FaultInjector faults;
  faults.Set({.rate = 0.2, .kinds = {Fault::kServerError, Fault::kHtmlBody}});
  Draw(faults, 10'000);
  EXPECT_NEAR(static_cast<double>(faults.InjectedTotal()), 2000, 150);
  EXPECT_NEAR(static_cast<double>(faults.Injected()[Fault::kHtmlBody]), 1000,
              150);
}

TEST(FaultInjector, InjectsExactlyWhatIsQueuedFirst) {
  FaultInjector faults;
  faults.InjectNext(Fault::kResetAfter, 2);
  faults.InjectNext(Fault::kSlowDrip);
  EXPECT_EQ(Draw(faults, 4),
            (std::vector<Fault>{Fault::kResetAfter, Fault::kResetAfter,
                                Fault::kSlowDrip, Fault::kNone}));
}

TEST(FaultInjector, Sends429InBursts) {
  FaultInjector faults;
  faults.Set({.rate = 1, .kinds = {Fault::kTooManyRequests}, .burst = 5});
  faults.Decide("/");
  faults.Set({.rate = 0});
  EXPECT_EQ(
      Draw(faults, 5),
      (std::vector<Fault>{Fault::kTooManyRequests, Fault::kTooManyRequests,
                          Fault::kTooManyRequests, Fault::kTooManyRequests,
                          Fault::kNone}));
}

TEST(FaultInjector, SparesOtherPaths) {
  FaultInjector faults;
  faults.Set({.rate = 1, .path_prefix = "/v3/"});
  EXPECT_EQ(faults.Decide("/token"), Fault::kNone);
  EXPECT_NE(faults.Decide("/v3/jobs"), Fault::kNone);
}

TEST(FaultNames, GoBothWays) {
  for (const Fault fault : AllFaults()) {
    EXPECT_EQ(FaultFromName(FaultName(fault)), fault);
  }
  EXPECT_EQ(FaultFromName("gremlins"), std::nullopt);
}

}  // namespace
}  // namespace hirewire::sim
