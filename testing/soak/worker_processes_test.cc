#include "testing/soak/worker_processes.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/random/seeded_random.h"
#include "gtest/gtest.h"
#include "testing/soak/killer.h"
#include "testing/soak/token_vendor.h"

namespace hirewire::soak {
namespace {

// Each in a folder of its own.
WorkerProcesses Idle(std::vector<std::string> flags = {}) {
  static int folders = 0;
  const std::string folder =
      absl::StrCat(std::getenv("TEST_TMPDIR"), "/", ++folders);
  std::filesystem::create_directory(folder);
  return WorkerProcesses(
      absl::StrCat(std::getenv("TEST_SRCDIR"),
                   "/hirewire/testing/soak/testdata/idle_worker.sh"),
      std::move(flags), folder);
}

// Until it has noted something, which it does when it is ready.
void AwaitNotes(const WorkerProcesses& workers, size_t count) {
  for (;;) {
    const auto notes = workers.Notes();
    ASSERT_TRUE(notes.ok()) << notes.status();
    size_t ready = 0;
    for (const auto& [worker, lines] : *notes) ready += !lines.empty();
    if (ready >= count) return;
  }
}

TEST(WorkerProcessesTest, AKilledWorkerIsReplacedUnderANewNumber) {
  WorkerProcesses workers = Idle();
  ASSERT_EQ(workers.Start(2), absl::OkStatus());
  workers.Kill(1, /*aimed=*/false);
  workers.Kill(1, /*aimed=*/false);
  workers.Kill(77, /*aimed=*/false);
  EXPECT_EQ(workers.Alive(), (std::vector<int64_t>{2}));
  ASSERT_EQ(workers.kills().size(), 1u);
  EXPECT_EQ(workers.kills()[0].worker, 1);
  ASSERT_EQ(workers.Replace(), absl::OkStatus());
  EXPECT_EQ(workers.Alive(), (std::vector<int64_t>{2, 3}));
}

TEST(WorkerProcessesTest, AWorkerThatEndedByItselfIsTold) {
  WorkerProcesses workers = Idle({"--ends"});
  ASSERT_EQ(workers.Start(1), absl::OkStatus());
  absl::Status status;
  while (status.ok()) status = workers.Replace();
  EXPECT_TRUE(absl::StrContains(status.message(), "worker 1 ended by itself"))
      << status;
}

TEST(WorkerProcessesTest, EndingLetsThemEndAndTellsOfFailures) {
  WorkerProcesses good = Idle();
  ASSERT_EQ(good.Start(2), absl::OkStatus());
  AwaitNotes(good, 2);
  EXPECT_EQ(good.End(), absl::OkStatus());
  EXPECT_TRUE(good.Alive().empty());
  WorkerProcesses bad = Idle({"--fails"});
  ASSERT_EQ(bad.Start(1), absl::OkStatus());
  AwaitNotes(bad, 1);
  EXPECT_TRUE(absl::StrContains(bad.End().message(), "worker 1 failed"));
}

TEST(WorkerProcessesTest, ABinaryThatIsNotThereIsNotFound) {
  WorkerProcesses workers("/nowhere/worker", {}, std::getenv("TEST_TMPDIR"));
  EXPECT_TRUE(absl::IsNotFound(workers.Start(1)));
}

TEST(KillerTest, WhoIsAimedAtIsKilledAfterItsCommit) {
  WorkerProcesses workers = Idle();
  ASSERT_EQ(workers.Start(2), absl::OkStatus());
  SeededRandom random(7);
  Killer killer(workers, random, {.aimed = 1});
  killer.Committed({.at = 1, .worker = 2});
  killer.Committed({.at = 1, .worker = -1});
  while (workers.kills().empty()) {
  }
  killer.Stop();
  ASSERT_EQ(workers.kills().size(), 1u);
  EXPECT_EQ(workers.kills()[0].worker, 2);
  EXPECT_TRUE(workers.kills()[0].aimed);
}

TEST(KillerTest, AtRandomItKillsUntilItIsStopped) {
  WorkerProcesses workers = Idle();
  ASSERT_EQ(workers.Start(2), absl::OkStatus());
  SeededRandom random(7);
  Killer killer(workers, random, {.every = absl::Milliseconds(1)});
  while (workers.kills().size() < 3) {
    ASSERT_EQ(workers.Replace(), absl::OkStatus());
  }
  killer.Stop();
  const size_t kills = workers.kills().size();
  EXPECT_FALSE(workers.kills()[0].aimed);
  ASSERT_EQ(workers.Replace(), absl::OkStatus());
  EXPECT_EQ(workers.kills().size(), kills);
}

}  // namespace
}  // namespace hirewire::soak
