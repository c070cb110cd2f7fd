// What every Store promises to those who use it at once, as tests. Included
// beside store_contract_test.h:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StoreSnapshotContract, ...)
//
// too, where a Read never waits for writers.
#ifndef HIREWIRE_BASE_STORE_STORE_CONCURRENCY_CONTRACT_TEST_H_
#define HIREWIRE_BASE_STORE_STORE_CONCURRENCY_CONTRACT_TEST_H_

#include <functional>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/store/store_contract_test.h"
#include "gtest/gtest.h"

namespace hirewire::store {

// Runs `body` on so many threads, and awaits them.
inline void OnThreads(int threads, const std::function<void(int)>& body) {
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back([&, i] { body(i); });
  for (std::thread& thread : running) thread.join();
}

// Each reads what the other writes: on mere snapshots both would leave.
TEST_P(StoreContract, OfTwoOnCallOnlyOneMayLeave) {
  for (int round = 0; round < 20; ++round) {
    const Strings pair = {absl::StrCat(round, "/a"), absl::StrCat(round, "/b")};
    for (const std::string& one : pair) ASSERT_TRUE(Put(one, "on call").ok());
    OnThreads(2, [&](int i) {
      EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const auto other, t.Get("kind", pair[1 - i]));
        if (other->value != "on call") return absl::OkStatus();
        return t.Put("kind", pair[i], "left", kAnyVersion).status();
      }),
                absl::OkStatus());
    });
    EXPECT_NE(Get(pair[0])->value, Get(pair[1])->value) << round;
  }
}

// What a list does not find is a part of what the transaction relies on.
TEST_P(StoreContract, OnlyOneOfManyFindsNothing) {
  for (int round = 0; round < 10; ++round) {
    const std::string prefix = absl::StrCat(round, "/");
    OnThreads(4, [&](int i) {
      EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const auto listed, t.List("kind", prefix, "", 10));
        if (!listed.empty()) return absl::OkStatus();
        return t.Put("kind", absl::StrCat(prefix, i), "", kAbsent).status();
      }),
                absl::OkStatus());
    });
    EXPECT_EQ(Keys(prefix, "", 10).size(), 1u) << round;
  }
}

TEST_P(StoreContract, ConcurrentIncrementsAllCount) {
  constexpr int kThreads = 4, kEach = 50;
  OnThreads(kThreads, [&](int) {
    for (int n = 0; n < kEach; ++n) {
      ASSERT_EQ(Increment(*store_, "shared"), absl::OkStatus());
    }
  });
  EXPECT_EQ(Get("shared", "counter")->value, absl::StrCat(kThreads * kEach));
}

// For stores whose readers do not wait for writers: all but those in memory.
class StoreSnapshotContract : public StoreContract {};

TEST_P(StoreSnapshotContract, AReadSeesOneStateWhileOthersWrite) {
  ASSERT_TRUE(Put("a", "1").ok());
  EXPECT_EQ(store_->Read([&](Reader& r) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto before, r.Get("kind", "a"));
    EXPECT_EQ(before->value, "1");
    EXPECT_TRUE(Put("a", "2").ok());
    EXPECT_TRUE(Put("b", "2").ok());
    HW_ASSIGN_OR_RETURN(const auto after, r.Get("kind", "a"));
    EXPECT_EQ(after->value, "1");
    HW_ASSIGN_OR_RETURN(const auto listed, r.List("kind", "", "", 10));
    EXPECT_EQ(listed.size(), 1u);
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Keys("", "", 10), (Strings{"a", "b"}));
}

TEST_P(StoreSnapshotContract, AReadSeesTheLastCommitWhileAnotherWrites) {
  ASSERT_TRUE(Put("a", "1").ok());
  EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Put("kind", "a", "2", kAnyVersion).status());
    EXPECT_EQ(Get("a")->value, "1");
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Get("a")->value, "2");
}

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_STORE_CONCURRENCY_CONTRACT_TEST_H_
