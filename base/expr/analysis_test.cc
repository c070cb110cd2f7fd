// What an expression says of itself without data.
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/expr/expression.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

using Names = std::vector<std::string>;

Names Paths(absl::string_view text) {
  return Expression::Compile(text)->paths();
}

TEST(Paths, NameWhatIsRead) {
  EXPECT_EQ(Paths("a.b.c"), Names{"a.b.c"});
  EXPECT_EQ(Paths("@"), Names{"@"});
  EXPECT_EQ(Paths("emails[].value"), Names{"emails[].value"});
  EXPECT_EQ(Paths("emails[*].value"), Names{"emails[].value"});
  EXPECT_EQ(Paths("tags[0]"), Names{"tags[0]"});
  EXPECT_EQ(Paths("tags[-1].name"), Names{"tags[-1].name"});
  EXPECT_EQ(Paths("a.*.b"), Names{"a.*.b"});
  EXPECT_EQ(Paths("a[1:2].b"), Names{"a[].b"});
  EXPECT_EQ(Paths("a[].b[].c"), Names{"a[].b[].c"});
  EXPECT_EQ(Paths("[*].a"), Names{"[].a"});
  EXPECT_EQ(Paths("'x'"), Names{});
}

TEST(Paths, NameConditionsAndAlternatives) {
  EXPECT_EQ(Paths("a || b.c || 'x'"), (Names{"a", "b.c"}));
  EXPECT_EQ(Paths("emails[?primary].value | [0]"),
            (Names{"emails[].primary", "emails[].value"}));
  EXPECT_EQ(Paths("a == b && c"), (Names{"a", "b", "c"}));
  EXPECT_EQ(Paths("[a, b] | [0]"), (Names{"a", "b"}));
  EXPECT_EQ(Paths("{x: a, y: b.c}"), (Names{"a", "b.c"}));
  EXPECT_EQ(Paths("{x: a}.x"), Names{"a"});
}

TEST(Paths, GoThroughFunctions) {
  EXPECT_EQ(Paths("join(' ', [first, last])"), (Names{"first", "last"}));
  EXPECT_EQ(Paths("sort_by(jobs, &start)[-1].title"),
            (Names{"jobs[].start", "jobs[-1].title"}));
  EXPECT_EQ(Paths("map(&x.y, rows)"), Names{"rows[].x.y"});
  EXPECT_EQ(Paths("coalesce(a, b).c"), (Names{"a.c", "b.c"}));
  EXPECT_EQ(Paths("max_by(a, &b).c"), (Names{"a[].b", "a[].c"}));
  EXPECT_EQ(Paths("lookup('stages', stage.id).name"), Names{"stage.id"});
  EXPECT_EQ(Paths("a.length(@)"), Names{"a"});
}

TEST(Paths, QuoteKeysThatAreNoNames) {
  EXPECT_EQ(Paths("\"a.b\".c"), Names{"\"a.b\".c"});
}

TEST(Paths, StayFewHoweverLargeTheExpression) {
  std::string text = "a0";
  for (int i = 1; i < 280; ++i) text += " || a" + std::to_string(i);
  EXPECT_LE(Paths(text).size(), 256u);
}

TEST(RootFields, AreTheFieldsAtTheTop) {
  EXPECT_EQ(Expression::Compile("a.b || a.c || d[0].e")->root_fields(),
            (Names{"a", "d"}));
  EXPECT_EQ(Expression::Compile("keys(@)")->root_fields(), Names{"@"});
  EXPECT_EQ(Expression::Compile("*.a")->root_fields(), Names{"@"});
}

TEST(Calls, AreNamedInTheOrderOfTheText) {
  const Expression expression = *Expression::Compile(
      "lookup('stages', stage.id).name || upper(lookup('jobs', job[0]))");
  ASSERT_EQ(expression.calls().size(), 3u);
  EXPECT_EQ(expression.calls()[0].function, "lookup");
  EXPECT_EQ(expression.calls()[0].literal, "stages");
  EXPECT_EQ(expression.calls()[0].path, (Names{"stage", "id"}));
  EXPECT_EQ(expression.calls()[1].function, "upper");
  EXPECT_FALSE(expression.calls()[1].literal.has_value());
  EXPECT_TRUE(expression.calls()[2].path.empty());
  EXPECT_EQ(expression.lookup_tables(), (Names{"stages", "jobs"}));
}

}  // namespace
}  // namespace hirewire::expr
