#include "base/random/random.h"

#include <set>

#include "base/random/seeded_random.h"
#include "base/random/system_random.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

TEST(SeededRandom, GivesTheReferenceSequence) {
  // The first values of SplitMix64 from seed 1234567, as published with it.
  SeededRandom random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
  EXPECT_EQ(random.Next(), 9817491932198370423u);
}

TEST(SeededRandom, UnitStaysInRangeAndFillsIt) {
  SeededRandom random(7);
  double low = 1;
  double high = 0;
  for (int i = 0; i < 10000; ++i) {
    const double unit = random.NextUnit();
    ASSERT_GE(unit, 0);
    ASSERT_LT(unit, 1);
    low = std::min(low, unit);
    high = std::max(high, unit);
  }
  EXPECT_LT(low, 0.01);
  EXPECT_GT(high, 0.99);
}

TEST(SystemRandom, DoesNotRepeatItself) {
  SystemRandom random;
  std::set<uint64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.Next());
  EXPECT_EQ(seen.size(), 1000u);
}

}  // namespace
}  // namespace hirewire
