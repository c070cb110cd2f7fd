#include "tools/cli/progress.h"

#include <sstream>

#include "absl/time/time.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

class ProgressTest : public ::testing::Test {
 protected:
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
  FakeClock clock_;
};

TEST_F(ProgressTest, SaysNothingInTheFirstSecond) {
  console_.err_is_terminal = true;
  Progress progress(console_, clock_);
  clock_.Advance(absl::Milliseconds(999));
  progress.Show("1 candidate");
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressTest, ThenShowsHowFarItIsAndErasesIt) {
  console_.err_is_terminal = true;
  Progress progress(console_, clock_);
  progress.Show("300 candidates");
  clock_.Advance(absl::Seconds(2));
  progress.Tick();
  EXPECT_EQ(err_.str(), "\r\x1B[K300 candidates, 2 s");
  progress.Clear();
  EXPECT_EQ(err_.str(), "\r\x1B[K300 candidates, 2 s\r\x1B[K");
}

TEST_F(ProgressTest, IsNotForFiles) {
  Progress progress(console_, clock_);
  clock_.Advance(absl::Seconds(5));
  progress.Show("300 candidates");
  progress.Clear();
  EXPECT_EQ(err_.str(), "");
}

}  // namespace
}  // namespace hirewire::cli
