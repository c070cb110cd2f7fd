#include "base/json/raw.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::json {
namespace {

using Elements = std::vector<absl::string_view>;

TEST(RawElements, AreTheBytesOfTheSource) {
  const std::string source =
      R"( { "x": "data", "data" : [ {"b":1.50,  "a":"\u00e9]}"} , "s\"," ,)"
      R"( [1 ,[ ] ],null ,-1e3] , "n": 1 } )";
  ASSERT_TRUE(Parse(source).ok());
  EXPECT_EQ(*RawElements(source, "data"),
            (Elements{R"({"b":1.50,  "a":"\u00e9]}"})", R"("s\",")",
                      "[1 ,[ ] ]", "null", "-1e3"}));
}

TEST(RawElements, ReadTheRootForAnEmptyPath) {
  EXPECT_EQ(*RawElements("[{}, {}]", ""), (Elements{"{}", "{}"}));
  EXPECT_EQ(*RawElements(" [ ] ", ""), Elements{});
  EXPECT_EQ(*RawElements("\xEF\xBB\xBF[1]", ""), Elements{"1"});
}

TEST(RawElements, FollowDottedPathsOverOtherMembers) {
  const std::string source =
      R"({"a": {"data": [0]}, "b": {"x": [[]], "data": [1, 2]}})";
  EXPECT_EQ(*RawElements(source, "b.data"), (Elements{"1", "2"}));
}

TEST(RawElements, FollowKeysWrittenWithEscapes) {
  EXPECT_EQ(*RawElements(R"({"d\u0061ta": [1]})", "data"), Elements{"1"});
}

TEST(RawElements, SayWhereThereIsNoArray) {
  EXPECT_EQ(RawElements("{}", "data").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(RawElements("[]", "data").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(RawElements(R"({"data": {}})", "data").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(RawElements, EndOnEveryTruncatedSource) {
  const std::string source = R"({"a": {"data": [{"b": "\"]"}, [1], 2]}})";
  for (size_t size = 0; size + 2 < source.size(); ++size) {
    EXPECT_FALSE(RawElements(source.substr(0, size), "a.data").ok()) << size;
  }
}

TEST(RawElements, EndOnNonsense) {
  for (const char* source : {"[}", "[,,", "[1 2]", "{\"a\"}", "{\"a\":,,}",
                             "[\"\\", "{{{{", "[]]]", "{\"a\" \"b\"}"}) {
    (void)RawElements(source, "");
    (void)RawElements(source, "a");
    (void)RawAt(source, "a.b");
  }
}

TEST(RawAt, IsTheValueWithoutTheSpaceAround) {
  EXPECT_EQ(*RawAt(" {\"a\": 1 } ", ""), "{\"a\": 1 }");
  EXPECT_EQ(*RawAt(R"({"a": {"b" : "x y" }})", "a"), R"({"b" : "x y" })");
  EXPECT_EQ(*RawAt(R"({"a": {"b" : 1.0 }})", "a.b"), "1.0");
  EXPECT_EQ(RawAt(R"({"a": 1})", "a.b").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace hirewire::json
