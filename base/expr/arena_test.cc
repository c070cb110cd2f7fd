#include "base/expr/arena.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"
#include "base/expr/value.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

TEST(Arena, GivesAlignedRoomThatDoesNotOverlap) {
  Arena arena;
  char* last = nullptr;
  for (size_t i = 1; i < 3000; ++i) {
    char* const room = static_cast<char*>(arena.Allocate(i));
    ASSERT_NE(room, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(room) % alignof(Value), 0u);
    std::memset(room, 'a', i);
    if (last != nullptr) {
      EXPECT_EQ(last[0], 'b');
      EXPECT_EQ(last[i - 2], 'b');
    }
    std::memset(room, 'b', i);
    last = room;
  }
}

TEST(Arena, RefusesWhatIsBeyondItsLimitUntilReset) {
  Arena arena(1000);
  EXPECT_NE(arena.Allocate(600), nullptr);
  EXPECT_EQ(arena.Allocate(600), nullptr);
  EXPECT_TRUE(arena.exhausted());
  EXPECT_TRUE(arena.CopyString(std::string(900, 'x')).is_null());
  arena.Reset();
  EXPECT_FALSE(arena.exhausted());
  EXPECT_NE(arena.Allocate(600), nullptr);
}

TEST(Arena, RefusesCountsThatOverflow) {
  Arena arena;
  EXPECT_EQ(arena.AllocateArray<Value>(SIZE_MAX / 4), nullptr);
}

TEST(Arena, CopiesStrings) {
  Arena arena;
  std::string text = "Ada";
  const Value copy = arena.CopyString(text);
  text = "xxx";
  EXPECT_EQ(copy.AsString(), "Ada");
  EXPECT_EQ(arena.CopyString("").AsString(), "");
}

TEST(Arena, ServesManyRoundsAfterLargeOnes) {
  Arena arena;
  for (int round = 0; round < 50; ++round) {
    arena.Reset();
    EXPECT_EQ(arena.used(), 0u);
    const std::string large(round * 50'000, 'x');
    EXPECT_EQ(arena.CopyString(large).AsString().size(), large.size());
    EXPECT_EQ(arena.CopyString("small").AsString(), "small");
  }
}

}  // namespace
}  // namespace hirewire::expr
