// Expressions and data that mean harm: every one ends, in bounded memory.
#include <random>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/expression_testing.h"
#include "base/expr/value.h"
#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

std::string Repeat(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Hostile, NestingBeyondTheLimitIsRefused) {
  for (const char* part : {"(", "[", "!", "a[?", "{a:", "abs(", "a.[", "[?",
                           "*.", "[].", "a || ", "map(&"}) {
    for (const int times : {1'000, 10'000}) {
      const std::string kind = ErrorKind(Repeat(part, times));
      EXPECT_TRUE(kind == "limit" || kind == "syntax") << part << kind;
    }
  }
  EXPECT_EQ(ErrorKind(Repeat("(", 400) + "a" + Repeat(")", 400)), "limit");
  EXPECT_EQ(ErrorKind("a" + Repeat("[0]", 1'000)), "limit");
  EXPECT_EQ(ErrorKind("a" + Repeat("[*]", 1'000)), "limit");
  EXPECT_EQ(ErrorKind("a" + Repeat(" | a", 1'000)), "limit");
  EXPECT_EQ(ErrorKind("a" + Repeat("[]", 1'000)), "limit");
}

TEST(Hostile, LongButFlatExpressionsAreTaken) {
  EXPECT_EQ(ResultOf("a" + Repeat(".a", 10'000), "{}"), "null");
  EXPECT_EQ(ResultOf("length([@" + Repeat(",@", 5'000) + "])", "1"), "5001");
  EXPECT_EQ(ErrorKind(Repeat("a", 70'000)), "limit");
}

TEST(Hostile, NestingWithinTheLimitWorks) {
  EXPECT_EQ(ResultOf(Repeat("(", 250) + "a" + Repeat(")", 250), R"({"a": 1})"),
            "1");
  EXPECT_EQ(
      ResultOf("@" + Repeat("[0]", 250), Repeat("[", 250) + Repeat("]", 250)),
      "null");
}

TEST(Hostile, DeepDataIsWalkedWhole) {
  const std::string deep = Repeat("[", 1'000) + Repeat("]", 1'000);
  EXPECT_EQ(ResultOf("@", deep), deep);
  EXPECT_EQ(ResultOf("@ == @", deep), "true");
  EXPECT_EQ(ResultOf("length(to_string(@))", deep), "2000");
}

TEST(Hostile, ResultsThatDoubleAtEachStepAreStopped) {
  // 2^60 elements when written out, 60 pairs when computed.
  const std::string doubling = "@" + Repeat(" | [@, @]", 60);
  EXPECT_EQ(ErrorKind(doubling, "1"), "limit");
  EXPECT_EQ(ErrorKind("to_string(" + doubling + ")", "1"), "limit");
  EXPECT_EQ(ErrorKind("[" + doubling + "," + doubling + "] | [0] == [1]", "1"),
            "limit");
  EXPECT_EQ(ErrorKind("@" + Repeat(" | [@, @][]", 60), "[1]"), "limit");
  EXPECT_EQ(ErrorKind("@" + Repeat(" | join('', [@, @])", 60), "\"x\""),
            "limit");
  EXPECT_EQ(ErrorKind("@" + Repeat(" | map(&$, [@, @])", 1), "1"), "syntax");
}

TEST(Hostile, QuadraticWorkIsStopped) {
  std::string rows = "[0";
  for (int i = 1; i < 20'000; ++i) absl::StrAppend(&rows, ",", i);
  rows += "]";
  EXPECT_EQ(ErrorKind("{a: @, b: @} | a[?contains(`" + std::string("[]") +
                          "`, @)] | length(@)",
                      rows),
            "");
  EXPECT_EQ(
      ErrorKind("map(&[@, @, @], @) | map(&sort(@), @) | length(@)", rows), "");
  EXPECT_EQ(ErrorKind("[@, @] | [*].sort(@) | [*].sort(@) | [*].sort(@) | "
                      "[*].sort(@) | length(@)",
                      rows),
            "limit");
}

TEST(Hostile, TheArenasLimitIsAnError) {
  Arena arena(1000);
  const json::Document document =
      *json::Parse("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]");
  const Expression expression =
      *Expression::Compile("[@[*].to_string(@), @[*].to_string(@)]");
  EXPECT_EQ(
      expression.Evaluate(document.root(), {.arena = arena}).status().code(),
      absl::StatusCode::kResourceExhausted);
  arena.Reset();
  EXPECT_TRUE(Expression::Compile("[0]")
                  ->Evaluate(document.root(), {.arena = arena})
                  .ok());
}

TEST(Hostile, TheStepsAreALimit) {
  Arena arena;
  const json::Document document = *json::Parse("[1,2,3,4,5,6,7,8,9,10]");
  const Expression expression = *Expression::Compile("[*].to_string(@)");
  EXPECT_EQ(
      expression.Evaluate(document.root(), {.arena = arena, .max_steps = 10})
          .status()
          .code(),
      absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(
      expression.Evaluate(document.root(), {.arena = arena, .max_steps = 100})
          .ok());
}

TEST(Hostile, RandomBytesNeverCrash) {
  std::mt19937 random(11);
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (int size = random() % 40; size > 0; --size) {
      text += static_cast<char>(random());
    }
    ResultOf(text, R"({"a": [1, "b", {"c": null}]})");
  }
}

TEST(Hostile, RandomTokensNeverCrash) {
  const char* const parts[] = {"a",
                               "b",
                               ".",
                               "[",
                               "]",
                               "[]",
                               "[?",
                               "[*]",
                               "*",
                               "(",
                               ")",
                               "{",
                               "}",
                               ":",
                               ",",
                               "|",
                               "||",
                               "&&",
                               "!",
                               "==",
                               "<",
                               "@",
                               "&",
                               "1",
                               "-1",
                               "'x'",
                               "`1`",
                               "`[1]`",
                               "\"q\"",
                               "map(",
                               "sort(",
                               "sort_by(",
                               "merge(",
                               "length(",
                               "split(",
                               "join(",
                               "reverse(",
                               "to_string(",
                               "html_to_text(",
                               "a:",
                               "re_extract('(a)', ",
                               "lookup('t', ",
                               "[0]",
                               "[::-1]",
                               ".a"};
  const std::string data =
      R"({"a": [{"a": 1, "b": "x"}, [2], null, 1.5], "b": {"a": "<p>"}})";
  std::mt19937 random(13);
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    for (int size = 1 + random() % 10; size > 0; --size) {
      text += parts[random() % std::size(parts)];
    }
    ResultOf(text, data);
  }
}

TEST(Hostile, TextThatIsNotUtf8IsRefused) {
  EXPECT_EQ(ErrorKind("'\xff'"), "syntax");
  EXPECT_EQ(ErrorKind("'\xed\xa0\x80'"), "syntax");
}

}  // namespace
}  // namespace hirewire::expr
