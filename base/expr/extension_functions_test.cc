#include <string>

#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression_testing.h"
#include "base/expr/lookup.h"
#include "base/expr/value.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

// Knows the key 9007199254740993 of "stages" and every key of "echo".
class FakeTables : public LookupSource {
 public:
  Value Lookup(absl::string_view table, const Value& key,
               Arena& arena) const override {
    if (table == "echo") return key;
    if (table != "stages" || !Equal(key, Value::Int64(9007199254740993))) {
      return Value();
    }
    Member* const row = arena.AllocateArray<Member>(1);
    row[0] = {"name", arena.CopyString("Offer")};
    return Value::Object(row, 1);
  }
};

TEST(ExtensionFunctions, HoldWhatTheHeaderShows) {
  EXPECT_EQ(ResultOf("split(', ', 'a, b')"), R"(["a","b"])");
  EXPECT_EQ(ResultOf("lower('ÄPFEL')"), R"("Äpfel")");
  EXPECT_EQ(ResultOf("upper('äpfel')"), R"("äPFEL")");
  EXPECT_EQ(ResultOf("trim(' a ')"), R"("a")");
  EXPECT_EQ(ResultOf("re_extract('(\\d+)$', 'id/42')"), R"("42")");
  EXPECT_EQ(ResultOf("from_epoch_ms(`1700000000123`)"),
            R"("2023-11-14T22:13:20.123Z")");
  EXPECT_EQ(ResultOf("to_epoch_ms('2023-11-14T22:13:20.123Z')"),
            "1700000000123");
  EXPECT_EQ(ResultOf("html_to_text('<p>a &amp; b</p>')"), R"("a & b")");
  EXPECT_EQ(ResultOf("base64('hi')"), R"("aGk=")");
  EXPECT_EQ(ResultOf("coalesce('', `null`, 'x')"), R"("x")");
  EXPECT_EQ(ResultOf("entries({a: `1`})", "{}"), R"([{"key":"a","value":1}])");
  EXPECT_EQ(ResultOf("distinct(`[2, 1, 2]`)"), "[2,1]");
  EXPECT_EQ(ResultOf("multiply(`45`, `60000`)"), "2700000");
  EXPECT_EQ(ResultOf("pick({a: `1`}, ['b', ['a']])", "{}"), "[null,[1]]");
  EXPECT_EQ(ResultOf("zip(['x', 'y'], [`1`])", "{}"),
            R"([["x",1],["y",null]])");
}

TEST(ExtensionFunctions, AnswerNullForWhatIsAbsent) {
  for (const char* text :
       {"split(',', x)", "lower(x)", "upper(x)", "trim(x)",
        "re_extract('a', x)", "from_epoch_ms(x)", "to_epoch_ms(x)",
        "html_to_text(x)", "base64(x)", "coalesce(x, x)", "entries(x)",
        "lookup('t', x)", "coalesce(x, '')", "multiply(x, `2`)", "zip(x, `[]`)",
        "pick(x, `[]`)", "pick(`{}`, x)", "distinct(x)"}) {
    EXPECT_EQ(ResultOf(text, "{}"), "null") << text;
  }
}

TEST(ExtensionFunctions, RefuseOtherTypes) {
  for (const char* text :
       {"split(',', `1`)", "split(`1`, 'a')", "lower(`1`)", "trim(`[]`)",
        "re_extract('a', `1`)", "from_epoch_ms('1')", "to_epoch_ms(`1`)",
        "html_to_text(`1`)", "base64(`{}`)", "entries(`[]`)",
        "lookup('t', `{}`)", "multiply(`1`, 'a')", "multiply('a', `1`)",
        "multiply(`1`, x)", "zip('a', `[]`)", "zip(`[]`, `1`)",
        "pick(`[]`, `[]`)", "pick(`{}`, 'a')", "distinct('a')"}) {
    EXPECT_EQ(ErrorKind(text), "invalid-type") << text;
  }
}

TEST(ExtensionFunctions, MultiplyIsExactWhileItFits) {
  EXPECT_EQ(ResultOf("multiply(`4503599627370497`, `2`)"), "9007199254740994");
  EXPECT_EQ(ResultOf("multiply(`0.5`, `3`)"), "1.5");
  EXPECT_EQ(ErrorKind("multiply(`1e300`, `1e300`)"), "invalid-value");
}

TEST(ExtensionFunctions, DistinctKeepsTheFirstOfEach) {
  EXPECT_EQ(ResultOf("distinct(`[1, 1.0, \"1\", {\"a\": 1}, {\"a\": 1}]`)"),
            R"([1,"1",{"a":1}])");
  EXPECT_EQ(ResultOf("distinct(`[]`)"), "[]");
}

TEST(ExtensionFunctions, ZipIsAsLongAsItsFirstList) {
  EXPECT_EQ(ResultOf("zip(`[1]`, `[2, 3]`)"), "[[1,2]]");
  EXPECT_EQ(ResultOf("zip(`[1, 2]`, `null`)"), "[[1,null],[2,null]]");
  EXPECT_EQ(ResultOf("zip(`[]`, `[2]`)"), "[]");
}

TEST(ExtensionFunctions, PickKeepsThePlacesOfItsNames) {
  EXPECT_EQ(ResultOf("pick(@, `[\"b\", \"a\", \"b\"]`)", R"({"a":1,"b":"x"})"),
            R"(["x",1,"x"])");
  EXPECT_EQ(ResultOf("pick(@, `[[\"a\", null], [], 7, {}, [[\"a\"]]]`)",
                     R"({"a":false,"7":1})"),
            "[[false,null],[],null,null,[[false]]]");
  EXPECT_EQ(ResultOf("pick(@, `[]`)", "{}"), "[]");
}

TEST(ExtensionFunctions, SplitKeepsEmptyParts) {
  EXPECT_EQ(ResultOf("split(',', ',a,,')"), R"(["","a","",""])");
  EXPECT_EQ(ResultOf("split(',', '')"), R"([""])");
  EXPECT_EQ(ErrorKind("split('', 'a')"), "invalid-value");
}

TEST(ExtensionFunctions, ReExtractGivesTheFirstGroupOrTheWholeMatch) {
  EXPECT_EQ(ResultOf("re_extract('[a-z]+', '12abc34')"), R"("abc")");
  EXPECT_EQ(ResultOf("re_extract('(a)|b', 'b')"), "null");
  EXPECT_EQ(ResultOf("re_extract('a()', 'a')"), R"("")");
  EXPECT_EQ(ResultOf("re_extract('x', 'a')"), "null");
  EXPECT_EQ(ResultOf("re_extract('.', '😀x')"), R"("😀")");
}

TEST(ExtensionFunctions, ReExtractChecksItsPatternWhenCompiled) {
  EXPECT_EQ(ErrorKind("re_extract('(', 'a')"), "invalid-value");
  EXPECT_EQ(ErrorKind("re_extract(a, 'a')"), "invalid-type");
  EXPECT_EQ(ErrorKind("re_extract('(((a{100}){100}){100})', 'a')"),
            "invalid-value");
}

TEST(ExtensionFunctions, EpochMillisecondsRoundTrip) {
  for (const char* time :
       {"1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z", "2024-02-29T12:00:00.500Z"}) {
    const std::string text =
        "from_epoch_ms(to_epoch_ms('" + std::string(time) + "'))";
    EXPECT_EQ(ResultOf(text), "\"" + std::string(time) + "\"");
  }
  EXPECT_EQ(ResultOf("to_epoch_ms('2024-02-29T13:00:00+01:00')"),
            "1709208000000");
  EXPECT_EQ(ResultOf("to_epoch_ms('2024-02-29')"), "1709164800000");
  EXPECT_EQ(ResultOf("from_epoch_ms(`1.5`)"), R"("1970-01-01T00:00:00.001Z")");
}

TEST(ExtensionFunctions, RefuseTimesThatAreNone) {
  for (const char* text :
       {"to_epoch_ms('')", "to_epoch_ms('soon')",
        "to_epoch_ms('infinite-future')", "to_epoch_ms('2024-02-30')",
        "to_epoch_ms('99999-01-01')", "from_epoch_ms(`253402300800000`)",
        "from_epoch_ms(`-62135596800001`)", "from_epoch_ms(`1e300`)",
        "from_epoch_ms(`18446744073709551615`)"}) {
    EXPECT_EQ(ErrorKind(text), "invalid-value") << text;
  }
}

TEST(ExtensionFunctions, LookupAsksItsSource) {
  const FakeTables tables;
  EXPECT_EQ(ResultOf("lookup('stages', id).name", R"({"id": 9007199254740993})",
                     &tables),
            R"("Offer")");
  EXPECT_EQ(ResultOf("lookup('stages', id).name", R"({"id": 9007199254740992})",
                     &tables),
            "null");
  EXPECT_EQ(ResultOf("lookup('echo', @)", R"("x")", &tables), R"("x")");
  EXPECT_EQ(ResultOf("lookup('stages', `1`)"), "null");
  EXPECT_EQ(ErrorKind("lookup(table, `1`)"), "invalid-type");
}

}  // namespace
}  // namespace hirewire::expr
