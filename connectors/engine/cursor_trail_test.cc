#include "connectors/engine/cursor_trail.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

TEST(CursorTrail, AStraightListingIsLeftAlone) {
  internal::v1::CursorTrail trail;
  for (int i = 0; i < 10000; ++i) {
    ASSERT_TRUE(
        NotePage(absl::StrCat("c", i), absl::StrCat("r", i), trail).ok());
  }
}

TEST(CursorTrail, ACursorThatRepeatsAtOnceIsFound) {
  internal::v1::CursorTrail trail;
  ASSERT_TRUE(NotePage("same", "a", trail).ok());
  const absl::Status status = NotePage("same", "b", trail);
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST(CursorTrail, CirclesOfEveryLengthAreFoundSoon) {
  for (const int length : {2, 3, 7, 64, 100}) {
    internal::v1::CursorTrail trail;
    int pages = 0;
    while (NotePage(absl::StrCat(pages % length), "", trail).ok()) {
      ASSERT_LT(++pages, 4 * length) << "length " << length;
    }
  }
}

TEST(CursorTrail, APageThatStartsLikeTheOneBeforeIsFound) {
  internal::v1::CursorTrail trail;
  ASSERT_TRUE(NotePage("1", "record", trail).ok());
  ASSERT_TRUE(NotePage("2", "", trail).ok());  // Empty pages do not count.
  EXPECT_FALSE(NotePage("3", "record", trail).ok());
}

}  // namespace
}  // namespace hirewire::engine
