#include "connectors/traffic/make_limiter.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "base/time/fake_clock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::traffic {
namespace {

absl::Status Make(const std::string& text) {
  connector::v1::Manifest manifest;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &manifest));
  FakeClock clock;
  return MakeLimiter(clock, manifest.budgets()).status();
}

TEST(MakeLimiter, TakesEveryKindOfBudget) {
  EXPECT_TRUE(Make("").ok());
  EXPECT_TRUE(Make(R"pb(
                budgets {
                  name: "window"
                  fixed_window { limit: 50 window_seconds: 30 }
                }
                budgets {
                  name: "bucket"
                  token_bucket { rate: 10 burst: 20 }
                }
                budgets {
                  name: "parallel"
                  concurrency { limit: 4 }
                }
              )pb")
                  .ok());
}

TEST(MakeLimiter, NamesTheBudgetThatAllowsNothing) {
  for (const char* kind : {
           "",
           "fixed_window { window_seconds: 30 }",
           "fixed_window { limit: 50 }",
           "fixed_window { limit: 50 window_seconds: 30 "
           "reset_unit: RESET_UNIT_SECONDS_LEFT }",
           "token_bucket { rate: 10 }",
           "token_bucket { burst: 10 }",
           "token_bucket { rate: -1 burst: 10 }",
           "token_bucket { rate: nan burst: 10 }",
           "concurrency { }",
       }) {
    const absl::Status status =
        Make(std::string("budgets { name: 'calls' ") + kind + " }");
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << kind;
    EXPECT_TRUE(absl::StrContains(status.message(), "'calls'")) << kind;
  }
}

}  // namespace
}  // namespace hirewire::traffic
