#include "connectors/engine/reference_cache.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "base/async/spawn.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class ReferenceCacheTest : public testing::Test {
 protected:
  using Result = std::optional<absl::StatusOr<TablePtr>>;

  // Begins to get `key`; a load takes a second.
  std::shared_ptr<Result> Start(const std::string& key) {
    auto result = std::make_shared<Result>();
    latest_ = Spawn(context_.get_executor(), Get(key),
                    [result](auto r) { result->emplace(std::move(r)); });
    return result;
  }
  TablePtr Get1(const std::string& key) {
    const auto result = Start(key);
    clock_.RunToIdle(context_);
    return result->value().value_or(nullptr);
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  ReferenceCache cache_{context_.get_executor(), clock_};
  CancelHandle latest_;
  absl::Status failure_;
  int loads_ = 0;

 private:
  Async<TablePtr> Get(std::string key) {
    co_return co_await cache_.Get(key, absl::Minutes(5),
                                  [this] { return Load(); });
  }
  Async<TablePtr> Load() {
    ++loads_;
    const absl::Status slept = co_await clock_.Sleep(absl::Seconds(1));
    if (!slept.ok()) co_return slept;
    if (!failure_.ok()) co_return failure_;
    co_return std::make_shared<JoinTable>(false);
  }
};

TEST_F(ReferenceCacheTest, KeepsATableForItsLife) {
  const TablePtr first = Get1("a");
  ASSERT_NE(first, nullptr);
  clock_.Advance(absl::Minutes(5) - absl::Nanoseconds(1));
  EXPECT_EQ(Get1("a"), first);
  EXPECT_EQ(loads_, 1);
  clock_.Advance(absl::Nanoseconds(1));
  EXPECT_NE(Get1("a"), first);
  EXPECT_EQ(loads_, 2);
}

TEST_F(ReferenceCacheTest, KeysHaveTablesOfTheirOwn) {
  EXPECT_NE(Get1("a"), Get1("b"));
  EXPECT_EQ(loads_, 2);
}

TEST_F(ReferenceCacheTest, CallersAtTheSameTimeShareALoad) {
  std::vector<std::shared_ptr<Result>> results;
  for (int i = 0; i < 100; ++i) results.push_back(Start("a"));
  clock_.RunToIdle(context_);
  EXPECT_EQ(loads_, 1);
  for (const auto& result : results) {
    ASSERT_TRUE(result->value().ok());
    EXPECT_EQ(*result->value(), *results[0]->value());
  }
}

TEST_F(ReferenceCacheTest, AFailureIsSharedAndNotKept) {
  failure_ = absl::UnavailableError("down");
  const auto first = Start("a");
  const auto second = Start("a");
  clock_.RunToIdle(context_);
  EXPECT_TRUE(absl::IsUnavailable(first->value().status()));
  EXPECT_TRUE(absl::IsUnavailable(second->value().status()));
  failure_ = absl::OkStatus();
  EXPECT_NE(Get1("a"), nullptr);
  EXPECT_EQ(loads_, 2);
}

TEST_F(ReferenceCacheTest, ALoadGoesOnWhenItsCallerIsGone) {
  const auto first = Start("a");
  clock_.RunToIdle(context_, absl::Milliseconds(100));
  latest_.Cancel();
  clock_.RunToIdle(context_, absl::Milliseconds(100));
  EXPECT_TRUE(absl::IsCancelled(first->value().status()));
  EXPECT_NE(Get1("a"), nullptr);
  EXPECT_EQ(loads_, 1);
}

}  // namespace
}  // namespace hirewire::engine
