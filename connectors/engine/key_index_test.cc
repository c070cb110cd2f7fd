#include "connectors/engine/key_index.h"

#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using Slots = std::array<json::Value, KeyIndex::kMaxKeys>;

TEST(KeyIndex, GivesEachKeyOneSlot) {
  KeyIndex index;
  EXPECT_EQ(index.Add("a"), 0);
  EXPECT_EQ(index.Add("b"), 1);
  EXPECT_EQ(index.Add("a"), 0);
  EXPECT_EQ(index.Add(""), 2);
  EXPECT_EQ(index.size(), 3u);
}

TEST(KeyIndex, FillsWhatIsThereAndForgetsWhatIsNot) {
  KeyIndex index;
  index.Add("a");
  index.Add("");
  index.Add("\u00e9\u4e2d");
  json::Parser parser;
  Slots slots;
  const auto first =
      parser.Parse(R"({"\u00e9\u4e2d": 3, "x": 9, "a": 1, "": 2, "a": 7})");
  index.Fill(first->root(), slots.data());
  EXPECT_EQ(slots[0].AsInt64(), 1) << "the first of a repeated key";
  EXPECT_EQ(slots[1].AsInt64(), 2);
  EXPECT_EQ(slots[2].AsInt64(), 3);
  const auto second = parser.Parse("{}");
  index.Fill(second->root(), slots.data());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(slots[i].kind(), json::Kind::kNull);
  }
}

TEST(KeyIndex, IsFullAtItsLimitAndFindsAllOfThem) {
  KeyIndex index;
  std::string text = "{";
  for (size_t i = 0; i < KeyIndex::kMaxKeys; ++i) {
    // Alike in length, first, middle and last letter.
    const std::string key = absl::StrCat("k", i / 10, "same", i % 10, "k");
    EXPECT_EQ(index.Add(key), static_cast<int>(i));
    absl::StrAppend(&text, i == 0 ? "" : ",", "\"", key, "\":", i);
  }
  EXPECT_EQ(index.Add("one more"), -1);
  EXPECT_EQ(index.Add("k0same0k"), 0);
  json::Parser parser;
  const auto document = parser.Parse(text + ",\"one more\":1}");
  Slots slots;
  index.Fill(document->root(), slots.data());
  for (size_t i = 0; i < KeyIndex::kMaxKeys; ++i) {
    EXPECT_EQ(slots[i].AsInt64(), static_cast<int64_t>(i));
  }
}

TEST(KeyIndex, AnEmptyIndexFindsNothing) {
  const KeyIndex index;
  json::Parser parser;
  const auto document = parser.Parse(R"({"a": 1})");
  Slots slots;
  index.Fill(document->root(), slots.data());
}

}  // namespace
}  // namespace hirewire::engine
