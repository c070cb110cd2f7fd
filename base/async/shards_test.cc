#include "base/async/shards.h"

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "base/async/event.h"
#include "base/async/spawn.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

AsyncStatus Do(std::function<void()> what) {
  what();
  co_return absl::OkStatus();
}

AsyncStatus WaitForever(Executor executor) {
  const Event never(executor);
  co_return co_await never.Wait();
}

TEST(Shards, AKeyAlwaysBelongsToTheSameShard) {
  Shards shards(4);
  // These are promises: a value that changes moves connections between shards.
  EXPECT_EQ(shards.IndexOf(""), shards.IndexOf(""));
  EXPECT_EQ(shards.IndexOf("acme-lever"), Shards(4).IndexOf("acme-lever"));
  EXPECT_EQ(shards.ForKey("x"), shards.At(shards.IndexOf("x")));
}

TEST(Shards, KeysSpreadOverAllShards) {
  Shards shards(8);
  std::vector<int> counts(8);
  for (int i = 0; i < 8000; ++i) ++counts[shards.IndexOf(absl::StrCat("c", i))];
  for (const int count : counts) {
    EXPECT_GT(count, 800);
    EXPECT_LT(count, 1200);
  }
}

TEST(Shards, EachRunsOnOneThreadOfItsOwn) {
  Shards shards(3);
  absl::Mutex mutex;
  std::vector<std::set<std::thread::id>> threads(3);
  absl::BlockingCounter left(300);
  for (int i = 0; i < 300; ++i) {
    const size_t shard = i % 3;
    Spawn(shards.At(shard), Do([&, shard] {
            absl::MutexLock lock(&mutex);
            threads[shard].insert(std::this_thread::get_id());
          }),
          [&](absl::Status) { left.DecrementCount(); });
  }
  left.Wait();
  std::set<std::thread::id> all;
  for (const auto& ids : threads) {
    EXPECT_EQ(ids.size(), 1u);
    all.insert(*ids.begin());
  }
  EXPECT_EQ(all.size(), 3u);
}

TEST(Shards, StopLetsRunningWorkEnd) {
  Shards shards(2);
  std::atomic<int> ended = 0;
  for (int i = 0; i < 100; ++i) {
    Spawn(shards.At(i % 2), Do([] {}), [&](absl::Status) { ++ended; });
  }
  EXPECT_TRUE(shards.Stop(absl::Seconds(60)));
  EXPECT_EQ(ended, 100);
  EXPECT_TRUE(shards.Stop(absl::Seconds(60)));
}

TEST(Shards, StopDropsWhatDoesNotEnd) {
  Shards shards(1);
  Spawn(shards.At(0), WaitForever(shards.At(0)), [](absl::Status) {});
  EXPECT_FALSE(shards.Stop(absl::Milliseconds(1)));
}

TEST(Shards, CancelFromAnotherThreadReachesTheWork) {
  Shards shards(1);
  absl::Notification ended;
  absl::Status result;
  const CancelHandle handle =
      Spawn(shards.At(0), WaitForever(shards.At(0)), [&](absl::Status status) {
        result = status;
        ended.Notify();
      });
  std::vector<std::thread> cancellers;
  for (int i = 0; i < 4; ++i) {
    cancellers.emplace_back([handle] { handle.Cancel(); });
  }
  ended.WaitForNotification();
  for (std::thread& thread : cancellers) thread.join();
  EXPECT_TRUE(absl::IsCancelled(result));
  EXPECT_TRUE(shards.Stop(absl::Seconds(60)));
}

}  // namespace
}  // namespace hirewire
