#include "base/expr/pattern.h"

#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

TEST(Pattern, HoldsForTheWholeTextOnly) {
  EXPECT_TRUE(MatchesWhole("acme", "[a-z]+"));
  EXPECT_FALSE(MatchesWhole("acme.evil", "[a-z]+"));
  EXPECT_FALSE(MatchesWhole("acme\n", "[a-z]+"));
  EXPECT_TRUE(MatchesWhole("", ""));
}

TEST(Pattern, OneThatIsNoneIsSaidAndMatchesNothing) {
  EXPECT_TRUE(CheckPattern("a|b").ok());
  EXPECT_FALSE(CheckPattern("(").ok());
  EXPECT_FALSE(MatchesWhole("(", "("));
}

}  // namespace
}  // namespace hirewire::expr
