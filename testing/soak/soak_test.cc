// The soak in small: processes share a connection whose token lapses all the
// time, on each store, and are killed. What takes how long is not judged here.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "base/store/postgres_server.h"
#include "gtest/gtest.h"
#include "testing/soak/figures.h"
#include "testing/soak/report.h"
#include "testing/soak/run.h"

namespace hirewire::soak {
namespace {

class SoakTest : public testing::Test {
 protected:
  RunOptions Small() {
    RunOptions options;
    options.worker_binary = absl::StrCat(std::getenv("TEST_SRCDIR"),
                                         "/hirewire/testing/soak/token_worker");
    options.folder = absl::StrCat(
        std::getenv("TEST_TMPDIR"), "/",
        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directory(options.folder);
    options.lapses = 40;
    options.life = absl::Milliseconds(250);
    options.grace = absl::Minutes(10);
    options.processes = 3;
    options.callers = 16;
    options.pause = absl::Milliseconds(400);
    return options;
  }

  static RunOptions Killing(RunOptions options) {
    // Longer than a busy machine stalls.
    options.lease = absl::Seconds(3);
    options.kill_every = absl::Seconds(1);
    options.aimed = 0.1;
    return options;
  }

  // Observes, and expects the promises kept.
  Observed Expect(const RunOptions& options) {
    auto observed = RunSoak(options);
    EXPECT_TRUE(observed.ok()) << observed.status();
    if (!observed.ok()) return {};
    const Figures figures = MakeFigures(*observed);
    const auto broken = Broken(*observed, figures);
    EXPECT_TRUE(broken.empty())
        << absl::StrJoin(broken, "\n") << "\n"
        << Table({{"observed", options.lease, options.life, options.grace,
                   *observed, figures}});
    return *std::move(observed);
  }

  // An address of a database of this test's own.
  std::string NewDatabase() {
    auto started = store::PostgresServer::Start();
    EXPECT_TRUE(started.ok()) << started.status();
    if (!started.ok()) return "";
    postgres_ = *std::move(started);
    return postgres_->NewDatabase();
  }

  std::unique_ptr<store::PostgresServer> postgres_;
};

TEST_F(SoakTest, ProcessesThatShareAFileRenewEachTokenOnce) { Expect(Small()); }

TEST_F(SoakTest, ProcessesThatShareAPostgresRenewEachTokenOnce) {
  RunOptions options = Small();
  options.database = NewDatabase();
  ASSERT_FALSE(options.database.empty());
  Expect(options);
}

TEST_F(SoakTest, KilledProcessesLoseNothingOutsideOfTheWindow) {
  EXPECT_FALSE(Expect(Killing(Small())).kills.empty());
}

TEST_F(SoakTest, KilledProcessesLoseNothingOutsideOfTheWindowOnPostgres) {
  RunOptions options = Killing(Small());
  options.database = NewDatabase();
  ASSERT_FALSE(options.database.empty());
  EXPECT_FALSE(Expect(options).kills.empty());
}

TEST_F(SoakTest, WhereTheVendorGrantsALeewayKilledProcessesLoseNothing) {
  RunOptions options = Killing(Small());
  options.leeway = absl::Minutes(10);
  EXPECT_FALSE(Expect(options).kills.empty());
}

}  // namespace
}  // namespace hirewire::soak
