#include "base/json/value.h"

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::json {
namespace {

static_assert(sizeof(Value) == 16);
static_assert(std::is_trivially_copyable_v<Value>);

class ValueTest : public testing::Test {
 protected:
  Value Of(std::string body) {
    auto document = parser_.Parse(std::move(body));
    EXPECT_TRUE(document.ok()) << document.status();
    documents_.push_back(*std::move(document));
    return documents_.back().root();
  }

 private:
  Parser parser_;
  std::vector<Document> documents_;
};

TEST_F(ValueTest, IsNullByDefault) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_EQ(Value().kind(), Kind::kNull);
  EXPECT_EQ(Value().size(), 0u);
  EXPECT_FALSE(Value().Find("a").has_value());
}

TEST_F(ValueTest, ReadsScalars) {
  EXPECT_TRUE(Of("null").is_null());
  EXPECT_TRUE(Of("true").AsBool());
  EXPECT_FALSE(Of("false").AsBool());
  EXPECT_EQ(Of("false").kind(), Kind::kBool);
  EXPECT_EQ(Of("-12").AsInt64(), -12);
  EXPECT_EQ(Of("1.5").AsDouble(), 1.5);
  EXPECT_EQ(Of("1.0").kind(), Kind::kDouble);
  EXPECT_EQ(Of(R"("a\nbé\u0000c")").AsString(),
            absl::string_view("a\nbé\0c", 7));
}

TEST_F(ValueTest, KeepsIntegersOf64BitsExactly) {
  EXPECT_EQ(Of("9007199254740993").AsInt64(), 9007199254740993);
  EXPECT_EQ(Of("9223372036854775807").AsInt64(),
            std::numeric_limits<int64_t>::max());
  EXPECT_EQ(Of("-9223372036854775808").AsInt64(),
            std::numeric_limits<int64_t>::min());
  const Value large = Of("18446744073709551615");
  EXPECT_EQ(large.kind(), Kind::kUint64);
  EXPECT_EQ(large.AsUint64(), std::numeric_limits<uint64_t>::max());
}

TEST_F(ValueTest, WalksAnArrayInOrder) {
  const Value array = Of(R"([1, 2.5, "x", [3, [4]], {"a": 5}, null])");
  EXPECT_EQ(array.size(), 6u);
  std::vector<Kind> kinds;
  for (const Value item : array.items()) kinds.push_back(item.kind());
  EXPECT_EQ(kinds,
            (std::vector<Kind>{Kind::kInt64, Kind::kDouble, Kind::kString,
                               Kind::kArray, Kind::kObject, Kind::kNull}));
}

TEST_F(ValueTest, WalksAnObjectInTheOrderOfTheDocument) {
  const Value object = Of(R"({"z": [1], "a": {"b": 1.5}, "z": 3})");
  EXPECT_EQ(object.size(), 3u);
  std::string keys;
  for (const Member member : object.members()) {
    keys.append(member.key.data(), member.key.size());
  }
  EXPECT_EQ(keys, "zaz");
}

TEST_F(ValueTest, FindsMembersByWholeName) {
  const Value object = Of(R"({"ab": 1, "a": {"a": 2}, "": 3, "é\"": 4})");
  EXPECT_EQ(object.Find("a")->Find("a")->AsInt64(), 2);
  EXPECT_EQ(object.Find("")->AsInt64(), 3);
  EXPECT_EQ(object.Find("é\"")->AsInt64(), 4);
  EXPECT_FALSE(object.Find("b").has_value());
  EXPECT_FALSE(object.Find("abc").has_value());
}

TEST_F(ValueTest, FindsTheFirstOfRepeatedMembers) {
  EXPECT_EQ(Of(R"({"a": 1, "a": 2})").Find("a")->AsInt64(), 1);
}

TEST_F(ValueTest, SeesNothingInsideValuesOfAnotherKind) {
  const Value array = Of("[1]");
  const Value object = Of(R"({"a": 1})");
  const Value text = Of(R"("abc")");
  EXPECT_FALSE(array.Find("a").has_value());
  EXPECT_TRUE(array.members().empty());
  EXPECT_TRUE(object.items().empty());
  EXPECT_TRUE(text.items().empty());
  EXPECT_EQ(text.size(), 0u);
  EXPECT_TRUE(Of("[]").items().empty());
  EXPECT_TRUE(Of("{}").members().empty());
}

TEST_F(ValueTest, CountsBeyondTheCounterOfTheTape) {
  constexpr size_t kMany = 0xFFFFFF + 10;
  std::string body = "[";
  body.reserve(2 * kMany + 80);
  for (size_t i = 0; i < kMany; ++i) body += "1,";
  body.back() = ']';
  EXPECT_EQ(Of(std::move(body)).size(), kMany);
}

TEST_F(ValueTest, NamesKindsAsJsonDoes) {
  EXPECT_EQ(KindName(Kind::kNull), "null");
  EXPECT_EQ(KindName(Kind::kBool), "boolean");
  EXPECT_EQ(KindName(Kind::kUint64), "number");
  EXPECT_EQ(KindName(Kind::kObject), "object");
}

}  // namespace
}  // namespace hirewire::json
