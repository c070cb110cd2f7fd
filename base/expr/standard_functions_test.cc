// What the compliance suite leaves open about the standard functions.
#include <string>

#include "base/expr/expression_testing.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

TEST(StandardFunctions, KeepIntegersIntegers) {
  EXPECT_EQ(ResultOf("abs(`-9223372036854775808`)"), "9223372036854775808");
  EXPECT_EQ(ResultOf("abs(`-5`)"), "5");
  EXPECT_EQ(ResultOf("abs(`-1.5`)"), "1.5");
  EXPECT_EQ(ResultOf("ceil(`1.2`)"), "2");
  EXPECT_EQ(ResultOf("floor(`-1.2`)"), "-2");
  EXPECT_EQ(ResultOf("floor(`9007199254740993`)"), "9007199254740993");
  EXPECT_EQ(ResultOf("ceil(`1e300`)"), "1e+300");
  EXPECT_EQ(ResultOf("sum(`[]`)"), "0");
  EXPECT_EQ(ResultOf("sum(`[1, 0.5]`)"), "1.5");
  EXPECT_EQ(ResultOf("sum(`[9223372036854775807, 1]`)"), "9223372036854775808");
  EXPECT_EQ(ResultOf("avg(`[1, 2]`)"), "1.5");
}

TEST(StandardFunctions, ReadNumbersOnlyFromNumbers) {
  EXPECT_EQ(ResultOf("to_number('12')"), "12");
  EXPECT_EQ(ResultOf("to_number('-1.5e2')"), "-150");
  for (const char* text :
       {"to_number('')", "to_number(' 1')", "to_number('inf')",
        "to_number('nan')", "to_number('0x10')", "to_number('1e999')",
        "to_number('1-2')", "to_number(`true`)", "to_number(`[1]`)",
        "to_number(@)"}) {
    EXPECT_EQ(ResultOf(text), "null") << text;
  }
}

TEST(StandardFunctions, WriteValuesAsTheyWereSent) {
  EXPECT_EQ(ResultOf("to_string(@)", R"({"b": [1.50, "x"], "a": null})"),
            R"("{\"b\":[1.5,\"x\"],\"a\":null}")");
  EXPECT_EQ(ResultOf("to_string('x')"), R"("x")");
}

TEST(StandardFunctions, SortStably) {
  const char* const rows =
      R"([{"k": 2, "n": 1}, {"k": 1, "n": 2}, {"k": 2.0, "n": 3}, {"k": 1, "n": 4}])";
  EXPECT_EQ(ResultOf("sort_by(@, &k)[*].n", rows), "[2,4,1,3]");
  EXPECT_EQ(ResultOf("max_by(@, &k).n", rows), "1");
  EXPECT_EQ(ResultOf("min_by(@, &k).n", rows), "2");
  EXPECT_EQ(ResultOf("sort(@)", R"(["é", "z", "a", "😀", ""])"),
            R"(["","a","z","é","😀"])");
}

TEST(StandardFunctions, RefuseKeysOfMixedTypes) {
  EXPECT_EQ(ErrorKind("sort_by(@, &k)", R"([{"k": 1}, {"k": "x"}])"),
            "invalid-type");
  EXPECT_EQ(ErrorKind("max_by(@, &k)", R"([{"k": "x"}, {"k": 1}])"),
            "invalid-type");
  EXPECT_EQ(ErrorKind("min_by(@, &k)", R"([{"k": null}])"), "invalid-type");
}

TEST(StandardFunctions, AnswerNullForTheExtremesOfNothing) {
  for (const char* text : {"max(@)", "min(@)", "avg(@)", "max_by(@, &a)"}) {
    EXPECT_EQ(ResultOf(text, "[]"), "null") << text;
  }
  EXPECT_EQ(ResultOf("sort(@)", "[]"), "[]");
  EXPECT_EQ(ResultOf("sort_by(@, &a)", "[]"), "[]");
}

TEST(StandardFunctions, MergeKeepsPlacesAndTakesTheLastValue) {
  EXPECT_EQ(ResultOf("merge(@, `{\"b\": 3, \"c\": 4}`)", R"({"b": 1, "a": 2})"),
            R"({"b":3,"a":2,"c":4})");
  EXPECT_EQ(ResultOf("merge(@).a", R"({"a": 1})"), "1");
}

TEST(StandardFunctions, JoinKeepsEmptyParts) {
  EXPECT_EQ(ResultOf("join('-', @)", R"(["", "a", ""])"), R"("-a-")");
  EXPECT_EQ(ResultOf("join('', @)", R"(["", ""])"), R"("")");
  EXPECT_EQ(ResultOf("join('-', @)", R"([""])"), R"("")");
  EXPECT_EQ(ResultOf("join('-', @)", "[]"), R"("")");
}

TEST(StandardFunctions, SliceAtTheEndsOfTheIntegers) {
  EXPECT_EQ(ResultOf("@[::9223372036854775807]", "[1,2,3]"), "[1]");
  EXPECT_EQ(ResultOf("@[::-9223372036854775808]", "[1,2,3]"), "[3]");
  EXPECT_EQ(ResultOf("@[-9223372036854775808:9223372036854775807]", "[1,2,3]"),
            "[1,2,3]");
  EXPECT_EQ(ResultOf("@[9223372036854775807]", "[1]"), "null");
  EXPECT_EQ(ResultOf("@[-9223372036854775808]", "[1]"), "null");
  EXPECT_EQ(ResultOf("@[::-1]", "[]"), "[]");
}

}  // namespace
}  // namespace hirewire::expr
