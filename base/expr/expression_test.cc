#include "base/expr/expression.h"

#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression_testing.h"
#include "base/expr/value.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

TEST(Expression, SaysWhereItsSyntaxIsWrong) {
  EXPECT_EQ(ResultOf("foo."),
            "syntax: column 5: expected a name, *, [ or {, found the end");
  EXPECT_EQ(ResultOf("foo bar"),
            "syntax: column 5: expected an operator or the end, found bar");
  EXPECT_EQ(ResultOf("a[?b == ]"),
            "syntax: column 9: expected an expression, found ]");
  EXPECT_EQ(ResultOf(""),
            "syntax: column 1: expected an expression, found the end");
  EXPECT_EQ(ResultOf("a[0"),
            "syntax: column 4: expected : or ], found the end");
  EXPECT_EQ(ResultOf("{a 1}"), "syntax: column 4: expected :, found 1");
  EXPECT_EQ(ResultOf("`{`"),
            "syntax: column 1: expected JSON between the backticks");
}

TEST(Expression, RefusesWrongCallsWhenCompiled) {
  EXPECT_EQ(ResultOf("a.nosuch(@)"),
            "unknown-function: column 3: there is no function nosuch()");
  EXPECT_EQ(ResultOf("abs(a, b)"),
            "invalid-arity: column 1: abs() takes 1 argument, got 2");
  EXPECT_EQ(ResultOf("not_null()"),
            "invalid-arity: column 1: not_null() takes at least 1 argument, "
            "got 0");
  EXPECT_EQ(ErrorKind("a[::0]"), "invalid-value");
  EXPECT_EQ(ErrorKind("length(a,)"), "syntax");
  EXPECT_EQ(ErrorKind("&a"), "syntax");
  EXPECT_EQ(ErrorKind("[&a]"), "syntax");
  EXPECT_EQ(ErrorKind("(foo)(a)"), "syntax");
}

TEST(Expression, NamesTypesButNoDataInErrors) {
  EXPECT_EQ(ResultOf("abs(name)", R"({"name": "Ada"})"),
            "invalid-type: abs() wants number as argument 1, got string");
  EXPECT_EQ(ResultOf("sort(@)", R"(["Ada", 1])"),
            "invalid-type: sort() wants array of numbers or array of strings "
            "as argument 1, got array");
}

TEST(Expression, TakesThePathsItIsBoundToFromTheirSlots) {
  const Expression expression = *Expression::Compile(
      "[a.b || c, length(d.e), f[?a.b].c, {x: a.b, y: g | c}, !c]");
  std::vector<std::string> asked;
  const Expression bound =
      expression.Bind([&](std::span<const std::string> path) {
        asked.push_back(absl::StrJoin(path, "."));
        return asked.back() == "a.b" ? 1 : asked.back() == "d.e" ? 0 : -1;
      });
  // What is within a list, and what follows a pipe, is not in the input.
  EXPECT_EQ(asked, (std::vector<std::string>{"a.b", "c", "d.e", "f", "a.b", "g",
                                             "c"}));
  const json::Document input = *json::Parse(
      R"({"c": 2, "f": [{"a": {"b": 1}, "c": 3}], "g": {"c": 4}})");
  const Value slots[] = {Value::String("four"), Value::Int64(5)};
  Arena arena;
  const auto result =
      bound.Evaluate(input.root(), {.arena = arena, .slots = slots});
  EXPECT_EQ(*WriteJson(*result), R"([5,4,[3],{"x":5,"y":4},false])");
}

TEST(Expression, LooksItselfWhereThereAreNoSlots) {
  const Expression bound =
      Expression::Compile("a.b || c")->Bind([](auto) { return 0; });
  const json::Document input = *json::Parse(R"({"a": {"b": null}, "c": 2})");
  Arena arena;
  EXPECT_EQ(bound.Evaluate(input.root(), {.arena = arena})->AsInt64(), 2);
  EXPECT_EQ(bound.text(), "a.b || c");
}

TEST(Expression, KeepsIdsAbove53Bits) {
  const char* const ids =
      R"({"a": 9007199254740993, "b": 9007199254740992, "c": 18446744073709551615})";
  EXPECT_EQ(ResultOf("to_string(a)", ids), R"("9007199254740993")");
  EXPECT_EQ(ResultOf("to_string(c)", ids), R"("18446744073709551615")");
  EXPECT_EQ(ResultOf("a == b", ids), "false");
  EXPECT_EQ(ResultOf("a > b", ids), "true");
  EXPECT_EQ(ResultOf("c > a", ids), "true");
  EXPECT_EQ(ResultOf("[a, b, c] | sort(@)", ids),
            "[9007199254740992,9007199254740993,18446744073709551615]");
  EXPECT_EQ(ResultOf("max([a, b])", ids), "9007199254740993");
  EXPECT_EQ(ResultOf("to_number('9007199254740993')"), "9007199254740993");
  EXPECT_EQ(ResultOf("`9007199254740993`"), "9007199254740993");
  EXPECT_EQ(ResultOf("sum([a, b])", ids), "18014398509481985");
  EXPECT_EQ(ResultOf("@[?id == `9007199254740993`].n",
                     R"([{"id": 9007199254740992, "n": 1},
                    {"id": 9007199254740993, "n": 2}])"),
            "[2]");
  EXPECT_EQ(ResultOf("@", "123456789012345678901234567890"),
            R"("123456789012345678901234567890")");
}

TEST(Expression, CountsCharactersNotBytes) {
  EXPECT_EQ(ResultOf("length(@)", R"("مريم😀")"), "5");
  EXPECT_EQ(ResultOf("reverse(@)", R"("aé😀")"), R"("😀éa")");
  EXPECT_EQ(ResultOf("\"ключ\".'מפתח'", R"({"ключ": {}})").substr(0, 6),
            "syntax");
  EXPECT_EQ(ResultOf("\"ключ\"", R"({"ключ": "✓"})"), R"("✓")");
  EXPECT_EQ(ResultOf("starts_with(@, '😀')", R"("😀x")"), "true");
}

TEST(Expression, RunsOnTheRecordOfAnIllustration) {
  const char* const text =
      "archived.reason && lookup('archive_reasons', archived.reason).type || "
      "'active'";
  EXPECT_EQ(ResultOf(text, R"({"archived": null})"), R"("active")");
  EXPECT_EQ(ResultOf(text, R"({"archived": {"reason": "x"}})"), R"("active")");
}

TEST(Expression, EndsAProjectionAfterAMultiSelect) {
  EXPECT_EQ(
      ResultOf("a[*].[b, c][0]", R"({"a": [{"b": 1, "c": 2}, {"b": 3}]})"),
      "[1,2]");
}

TEST(Expression, KeepsTheLastOfARepeatedKey) {
  EXPECT_EQ(ResultOf("{a: `1`, b: `2`, a: `3`}", "{}"), R"({"a":3,"b":2})");
}

TEST(Expression, GivesItsPlainPath) {
  const auto path_of = [](absl::string_view text) {
    const Expression expression = *Expression::Compile(text);
    const auto path = expression.plain_path();
    return path ? std::optional(
                      std::vector<std::string>(path->begin(), path->end()))
                : std::nullopt;
  };
  using Path = std::vector<std::string>;
  EXPECT_EQ(path_of("a.b.c"), (Path{"a", "b", "c"}));
  EXPECT_EQ(path_of("a.\"b c\""), (Path{"a", "b c"}));
  EXPECT_EQ(path_of("(a).b"), (Path{"a", "b"}));
  EXPECT_EQ(path_of("@.a"), (Path{"a"}));
  EXPECT_EQ(path_of("@"), Path{});
  for (const char* text : {"a[0]", "a.b[0].c", "a | b", "a || b", "a[*].b",
                           "length(a)", "'a'", "a.*", "`{}`.a"}) {
    EXPECT_EQ(path_of(text), std::nullopt) << text;
  }
}

TEST(Expression, FollowsPlainPaths) {
  const json::Document document =
      *json::Parse(R"({"a": {"b": 1, "n": null}, "s": "x"})");
  const auto follow = [&](absl::string_view text) {
    const Expression expression = *Expression::Compile(text);
    return FollowPath(document.root(), *expression.plain_path());
  };
  EXPECT_EQ(follow("a.b")->AsInt64(), 1);
  EXPECT_TRUE(follow("a.n")->is_null());
  EXPECT_TRUE(follow("@")->is_object());
  EXPECT_FALSE(follow("a.x").has_value());
  EXPECT_FALSE(follow("s.x.y").has_value());
}

TEST(Expression, AllocatesNothingForPathsAndComparisons) {
  Arena arena;
  const json::Document document = *json::Parse(R"({"a": {"b": [1, 2]}})");
  for (const char* text :
       {"a.b", "a.b[1]", "a.x || a.b", "a.b[0] == `1`", "!a && b", "'x'"}) {
    ASSERT_TRUE(Expression::Compile(text)
                    ->Evaluate(document.root(), {.arena = arena})
                    .ok());
    EXPECT_EQ(arena.used(), 0u) << text;
  }
}

TEST(Expression, WorksInSeveralThreadsAtOnce) {
  const Expression expression = *Expression::Compile(
      "rows[?ends_with(name, '7')].{n: name, x: re_extract('(\\d+)', name)} | "
      "[0]");
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (std::string& result : results) {
    threads.emplace_back([&expression, &result] {
      const json::Document document =
          *json::Parse(R"({"rows": [{"name": "a6"}, {"name": "a17"}]})");
      Arena arena;
      for (int i = 0; i < 500; ++i) {
        arena.Reset();
        result =
            *WriteJson(*expression.Evaluate(document.root(), {.arena = arena}));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) {
    EXPECT_EQ(result, R"({"n":"a17","x":"17"})");
  }
}

TEST(Expression, SharesWhatWasCompiledWithItsCopies) {
  std::optional<Expression> first = *Expression::Compile("`[1, 2]`[1]");
  const Expression copy = *first;
  first.reset();
  Arena arena;
  EXPECT_EQ(*WriteJson(*copy.Evaluate(Value(), {.arena = arena})), "2");
  EXPECT_EQ(copy.text(), "`[1, 2]`[1]");
}

}  // namespace
}  // namespace hirewire::expr
