#include "connectors/engine/path_index.h"

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/expr/value.h"
#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using expr::Value;
using Slots = std::array<Value, PathIndex::kMaxPaths>;

// "a.b" as a path.
int Add(PathIndex& index, const std::string& path) {
  return index.Add(std::vector<std::string>(absl::StrSplit(path, '.')));
}

json::Document Parse(const std::string& text) { return *json::Parse(text); }

TEST(PathIndex, GivesEachPathOneSlot) {
  PathIndex index;
  EXPECT_EQ(Add(index, "a"), 0);
  EXPECT_EQ(Add(index, "a.b"), 1);
  EXPECT_EQ(Add(index, "c.b"), 2);
  EXPECT_EQ(Add(index, "a"), 0);
  EXPECT_EQ(Add(index, "a.b"), 1);
  EXPECT_EQ(Add(index, ""), 3);
  EXPECT_EQ(index.size(), 4u);
}

TEST(PathIndex, FillsWhatIsThereAndForgetsWhatIsNot) {
  PathIndex index;
  Add(index, "a");
  Add(index, "");
  Add(index, "\u00e9\u4e2d");
  Slots slots;
  const auto first =
      Parse(R"({"\u00e9\u4e2d": 3, "x": 9, "a": 1, "": 2, "y": 4})");
  index.Fill(first.root(), slots.data());
  EXPECT_EQ(slots[0].AsInt64(), 1);
  EXPECT_EQ(slots[1].AsInt64(), 2);
  EXPECT_EQ(slots[2].AsInt64(), 3);
  const auto second = Parse("{}");
  index.Fill(second.root(), slots.data());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(slots[i].is_null());
}

TEST(PathIndex, ReachesIntoObjectsAndNothingElse) {
  PathIndex index;
  Add(index, "a");
  Add(index, "a.b");
  Add(index, "a.b.c");
  Slots slots;
  const auto deep = Parse(R"({"a": {"x": 1, "b": {"c": "end"}}})");
  index.Fill(deep.root(), slots.data());
  EXPECT_TRUE(slots[0].is_object());
  EXPECT_TRUE(slots[1].is_object());
  EXPECT_EQ(slots[2].AsString(), "end");
  for (const char* shallow : {R"({"a": [{"b": 1}]})", R"({"a": "b"})",
                              R"({"a": null})", R"({"b": {"c": 1}})"}) {
    const auto document = Parse(shallow);
    index.Fill(document.root(), slots.data());
    EXPECT_TRUE(slots[1].is_null()) << shallow;
    EXPECT_TRUE(slots[2].is_null()) << shallow;
  }
}

TEST(PathIndex, TakesTheFirstOfARepeatedKey) {
  PathIndex index;
  Add(index, "a");
  Add(index, "b.c");
  Add(index, "d");
  Slots slots;
  const auto twice =
      Parse(R"({"a": 1, "b": {"d": 1}, "a": 2, "b": {"c": 3}, "d": null})");
  index.Fill(twice.root(), slots.data());
  EXPECT_EQ(slots[0].AsInt64(), 1);
  EXPECT_TRUE(slots[1].is_null());
  EXPECT_TRUE(slots[2].is_null());
}

TEST(PathIndex, ReadsComputedObjectsToo) {
  PathIndex index;
  Add(index, "key");
  Add(index, "value.name");
  const auto document = Parse(R"({"name": "Skill"})");
  const expr::Member members[] = {{"key", Value::String("skill")},
                                  {"value", document.root()}};
  Slots slots;
  index.Fill(Value::Object(members, 2), slots.data());
  EXPECT_EQ(slots[0].AsString(), "skill");
  EXPECT_EQ(slots[1].AsString(), "Skill");
}

TEST(PathIndex, IsFullAtItsLimitAndFindsAllOfThem) {
  PathIndex index;
  std::string text = "{";
  for (size_t i = 0; i < PathIndex::kMaxPaths; ++i) {
    // Alike in length, first, middle and last letter.
    const std::string key = absl::StrCat("k", i / 10, "same", i % 10, "k");
    EXPECT_EQ(Add(index, key), static_cast<int>(i));
    absl::StrAppend(&text, i == 0 ? "" : ",", "\"", key, "\":", i);
  }
  EXPECT_EQ(Add(index, "one more"), -1);
  EXPECT_EQ(Add(index, "k0same0k.more"), -1);
  EXPECT_EQ(Add(index, "k0same0k"), 0);
  const auto document = Parse(text + ",\"one more\":1}");
  Slots slots;
  index.Fill(document.root(), slots.data());
  for (size_t i = 0; i < PathIndex::kMaxPaths; ++i) {
    EXPECT_EQ(slots[i].AsInt64(), static_cast<int64_t>(i));
  }
}

TEST(PathIndex, AnEmptyIndexFindsNothing) {
  const PathIndex index;
  Slots slots;
  const auto document = Parse(R"({"a": 1})");
  index.Fill(document.root(), slots.data());
}

}  // namespace
}  // namespace hirewire::engine
