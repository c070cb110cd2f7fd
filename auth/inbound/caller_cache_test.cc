#include "auth/inbound/caller_cache.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1000);

TEST(CallerCache, KnowsForItsLifeOnly) {
  CallerCache<int> cache;
  EXPECT_EQ(cache.Find("a", kNow), std::nullopt);
  cache.Keep("a", 1, cache.changes(), kNow);
  EXPECT_EQ(cache.Find("a", kNow), 1);
  EXPECT_EQ(cache.Find("a", kNow + CallerCache<int>::kLife), std::nullopt);
}

TEST(CallerCache, AClockThatIsSetBackKeepsNothingAlive) {
  CallerCache<int> cache;
  cache.Keep("a", 1, cache.changes(), kNow);
  EXPECT_EQ(cache.Find("a", kNow - absl::Hours(1)), std::nullopt);
}

TEST(CallerCache, ALookUpOfBeforeAChangeIsNotKept) {
  CallerCache<int> cache;
  const int64_t since = cache.changes();
  cache.Forget();
  cache.Keep("a", 1, since, kNow);
  EXPECT_EQ(cache.Find("a", kNow), std::nullopt);
}

TEST(CallerCache, ForgetsAllOfIt) {
  CallerCache<int> cache;
  cache.Keep("a", 1, cache.changes(), kNow);
  cache.Forget();
  EXPECT_EQ(cache.Find("a", kNow), std::nullopt);
}

TEST(CallerCache, DoesNotGrowWithoutEnd) {
  CallerCache<int> cache;
  constexpr int kMany = 3 * static_cast<int>(CallerCache<int>::kMost);
  for (int i = 0; i < kMany; ++i) {
    cache.Keep(absl::StrCat(i), i, cache.changes(), kNow);
  }
  size_t known = 0;
  for (int i = 0; i < kMany; ++i) {
    if (cache.Find(absl::StrCat(i), kNow)) ++known;
  }
  EXPECT_LE(known, CallerCache<int>::kMost);
  EXPECT_EQ(cache.Find(absl::StrCat(kMany - 1), kNow), kMany - 1);
}

}  // namespace
}  // namespace hirewire::auth
