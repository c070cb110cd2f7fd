#include "base/expr/value.h"

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/status.h"
#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

static_assert(sizeof(Value) == 24);
static_assert(std::is_trivially_copyable_v<Value>);

const double kTwoTo53 = 9007199254740992.0;

// Both representations of {"a": [1, "x"], "b": null}.
class ValueTest : public testing::Test {
 protected:
  ValueTest()
      : document_(*json::Parse(R"({"a": [1, "x"], "b": null})")),
        items_{Value::Int64(1), Value::String("x")},
        members_{{"a", Value::Array(items_, 2)}, {"b", Value()}} {}

  std::vector<Value> Both() const {
    return {Value(document_.root()), Value::Object(members_, 2)};
  }

 private:
  json::Document document_;
  Value items_[2];
  Member members_[2];
};

TEST_F(ValueTest, LooksTheSameParsedAndComputed) {
  for (const Value& value : Both()) {
    EXPECT_TRUE(value.is_object());
    EXPECT_EQ(value.size(), 2u);
    EXPECT_EQ(value.Find("a").size(), 2u);
    EXPECT_EQ(value.Find("a").At(1).AsString(), "x");
    EXPECT_EQ(value.Find("a").At(-2).AsInt64(), 1);
    EXPECT_TRUE(value.Find("a").At(2).is_null());
    EXPECT_TRUE(value.Find("a").At(-3).is_null());
    EXPECT_TRUE(value.Find("c").is_null());
    EXPECT_TRUE(value.At(0).is_null());
    EXPECT_TRUE(value.items().empty());
    EXPECT_TRUE(value.Find("a").members().empty());
    std::string keys;
    for (const Member member : value.members()) keys += *member.key.begin();
    EXPECT_EQ(keys, "ab");
    EXPECT_EQ(*WriteJson(value), R"({"a":[1,"x"],"b":null})");
  }
  EXPECT_TRUE(Equal(Both()[0], Both()[1]));
  EXPECT_TRUE(Both()[0].view().has_value());
  EXPECT_FALSE(Both()[1].view().has_value());
}

TEST_F(ValueTest, FollowsKeysInEitherRepresentation) {
  const Member outer[] = {{"o", Both()[0]}};
  const Value mixed = Value::Object(outer, 1);
  const auto follow = [&](std::vector<std::string> keys) {
    return *WriteJson(mixed.Follow(keys));
  };
  EXPECT_EQ(follow({"o", "a"}), R"([1,"x"])");
  EXPECT_EQ(follow({"o", "b"}), "null");
  EXPECT_EQ(follow({"o", "a", "x"}), "null");
  EXPECT_EQ(follow({"o", "b", "x"}), "null");
  EXPECT_EQ(follow({"x", "y", "z"}), "null");
  EXPECT_EQ(follow({}), R"({"o":{"a":[1,"x"],"b":null}})");
}

TEST(Value, ComparesNumbersExactlyAcrossKinds) {
  const Value just_above = Value::Int64(9007199254740993);
  EXPECT_FALSE(Equal(just_above, Value::Double(kTwoTo53)));
  EXPECT_TRUE(Equal(Value::Int64(9007199254740992), Value::Double(kTwoTo53)));
  EXPECT_GT(Compare(just_above, Value::Double(kTwoTo53)), 0);
  EXPECT_LT(Compare(Value::Double(kTwoTo53), just_above), 0);
  EXPECT_TRUE(Equal(Value::Int64(1), Value::Double(1.0)));
  EXPECT_LT(Compare(Value::Int64(1), Value::Double(1.5)), 0);
  EXPECT_GT(Compare(Value::Int64(-1), Value::Double(-1.5)), 0);
}

TEST(Value, ComparesAtTheEndsOfTheIntegers) {
  const Value most = Value::Uint64(std::numeric_limits<uint64_t>::max());
  const Value least = Value::Int64(std::numeric_limits<int64_t>::min());
  EXPECT_EQ(most.kind(), Kind::kUint64);
  EXPECT_EQ(Value::Uint64(7).kind(), Kind::kInt64);
  EXPECT_GT(Compare(most, least), 0);
  EXPECT_LT(Compare(most, Value::Double(0x1p64)), 0);
  EXPECT_GT(Compare(most, Value::Double(0x1p63)), 0);
  EXPECT_GT(Compare(most, Value::Double(-1.5)), 0);
  EXPECT_TRUE(Equal(least, Value::Double(-0x1p63)));
  EXPECT_LT(Compare(Value::Int64(std::numeric_limits<int64_t>::max()),
                    Value::Double(0x1p63)),
            0);
  EXPECT_GT(Compare(least, Value::Double(-1e300)), 0);
}

TEST(Value, IsEqualWhateverTheOrderOfMembers) {
  const json::Document a = *json::Parse(R"({"x": [1, {"y": 2}], "z": null})");
  const json::Document b = *json::Parse(R"({"z": null, "x": [1.0, {"y": 2}]})");
  const json::Document c = *json::Parse(R"({"w": null, "x": [1, {"y": 2}]})");
  EXPECT_TRUE(Equal(a.root(), b.root()));
  EXPECT_FALSE(Equal(a.root(), c.root()));
  EXPECT_FALSE(Equal(Value(a.root()).Find("x"), a.root()));
}

TEST(Value, StopsComparingWhereTheStepsEnd) {
  const json::Document a = *json::Parse("[1,2,3,4,5,6,7,8,9,10]");
  uint64_t steps = 5;
  EXPECT_FALSE(EqualWithin(a.root(), a.root(), steps));
  EXPECT_EQ(steps, 0u);
  steps = 50;
  EXPECT_TRUE(EqualWithin(a.root(), a.root(), steps));
}

TEST(Value, SortsStringsByCodePoint) {
  EXPECT_LT(Compare(Value::String("z"), Value::String("é")), 0);
  EXPECT_LT(Compare(Value::String("\uFFFD"), Value::String("😀")), 0);
}

TEST(Value, IsTrueUnlessEmptyFalseOrNull) {
  for (const char* body : {"null", "false", "\"\"", "[]", "{}"}) {
    const json::Document document = *json::Parse(body);
    EXPECT_FALSE(Value(document.root()).IsTrue()) << body;
  }
  for (const char* body :
       {"0", "0.0", "true", "\" \"", "[null]", "{\"a\": null}"}) {
    const json::Document document = *json::Parse(body);
    EXPECT_TRUE(Value(document.root()).IsTrue()) << body;
  }
}

TEST(Value, RefusesJsonBeyondTheLimit) {
  const json::Document document = *json::Parse("[\"0123456789\"]");
  EXPECT_EQ(*WriteJson(document.root(), 14), "[\"0123456789\"]");
  EXPECT_EQ(WriteJson(document.root(), 13).status().code(),
            absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace hirewire::expr
