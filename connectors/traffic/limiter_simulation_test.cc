// The promise "no 429 by our own doing", over hours of virtual time, against a
// vendor that counts strictly.
#include <boost/asio/io_context.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/async/spawn.h"
#include "base/random/seeded_random.h"
#include "base/time/fake_clock.h"
#include "connectors/traffic/fixed_window_budget.h"
#include "connectors/traffic/limiter.h"
#include "connectors/traffic/windowed_vendor.h"
#include "gtest/gtest.h"

namespace hirewire::traffic {
namespace {

constexpr int kCallers = 50;
constexpr absl::Duration kRun = absl::Hours(1);

struct Case {
  std::string name;
  VendorOptions vendor;
  // What the manifest says; the vendor's own limit may differ.
  int64_t believed_limit = 50;
  // The least share of the vendor's limit that must be used.
  double share = 0.95;

  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
};

class Simulation : public testing::TestWithParam<Case> {
 protected:
  Simulation() : random_(7), vendor_(clock_, random_, GetParam().vendor) {
    std::vector<std::unique_ptr<Budget>> budgets;
    budgets.push_back(std::make_unique<FixedWindowBudget>(FixedWindowOptions{
        .limit = GetParam().believed_limit,
        .window = absl::Seconds(30),
        .limit_header = "X-RateLimit-Limit",
        .remaining_header = "X-RateLimit-Remaining",
        .reset_header = "X-RateLimit-Reset",
        .reset_is_seconds_left = GetParam().vendor.seconds_left}));
    limiter_ = std::make_unique<Limiter>(clock_, std::move(budgets));
  }

  // Calls without a pause until `end`.
  AsyncStatus Caller(absl::Time end) {
    while (clock_.Now() < end) {
      auto permit = co_await limiter_->Acquire(absl::InfiniteFuture());
      if (!permit.ok()) co_return permit.status();
      auto response = co_await vendor_.Send({});
      if (response.ok()) permit->Answered(*response, std::nullopt);
    }
    co_return absl::OkStatus();
  }

  void RunCallers(absl::Duration run) {
    int ended = 0;
    for (int i = 0; i < kCallers; ++i) {
      Spawn(context_.get_executor(), Caller(clock_.Now() + run),
            [&ended](absl::Status status) {
              EXPECT_TRUE(status.ok()) << status;
              ++ended;
            });
    }
    clock_.RunToIdle(context_);
    EXPECT_EQ(ended, kCallers);
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  SeededRandom random_;
  WindowedVendor vendor_;
  std::unique_ptr<Limiter> limiter_;
};

TEST_P(Simulation, NeverExceedsTheWindowAndWastesLittle) {
  RunCallers(kRun);
  EXPECT_EQ(vendor_.refused(), 0);
  const auto possible = static_cast<double>(GetParam().vendor.limit) *
                        absl::FDivDuration(kRun, GetParam().vendor.window);
  EXPECT_GE(static_cast<double>(vendor_.served()), possible * GetParam().share);
}

INSTANTIATE_TEST_SUITE_P(
    Vendors, Simulation,
    testing::Values(
        Case{"plain", {}},
        Case{"clock_an_hour_ahead", {.skew = absl::Hours(1)}},
        Case{"clock_an_hour_behind", {.skew = -absl::Hours(1)}},
        Case{"clock_ten_seconds_behind", {.skew = absl::Seconds(-10)}},
        Case{"no_date", {.date = false}},
        Case{"no_date_and_ahead", {.skew = absl::Hours(1), .date = false}},
        Case{"no_date_and_behind", {.skew = absl::Seconds(-10), .date = false}},
        Case{"no_headers", {.headers = false}},
        Case{"seconds_left", {.seconds_left = true}},
        Case{"seconds_left_rounded_up", {.seconds_left = true, .ceil = true}},
        Case{"seconds_left_without_date",
             {.date = false, .seconds_left = true}},
        Case{"seconds_left_on_a_slow_network",
             {.network = absl::Seconds(20), .seconds_left = true},
             50,
             0.8},
        Case{"seconds_left_and_others",
             {.seconds_left = true, .taken = 45},
             50,
             0.5},
        Case{"higher_limit_than_believed", {.limit = 75}},
        Case{"lower_limit_than_believed", {.limit = 20}},
        Case{"slow_network", {.network = absl::Seconds(20)}, 50, 0.9},
        Case{"others_take_much", {.taken = 45}, 50, 0.5},
        Case{"losses", {.lost_one_in = 20}, 50, 0.9}),
    [](const auto& info) { return info.param.name; });

// Within two windows of the jump all is as before.
TEST_P(Simulation, RecoversFromAJumpOfTheVendorsClock) {
  RunCallers(absl::Minutes(3));
  for (const absl::Duration skew : {absl::Hours(1), -absl::Hours(3)}) {
    vendor_.SetSkew(skew);
    RunCallers(absl::Minutes(2));
    const int64_t refused = vendor_.refused();
    RunCallers(absl::Minutes(10));
    EXPECT_EQ(vendor_.refused(), refused);
  }
}

}  // namespace
}  // namespace hirewire::traffic
