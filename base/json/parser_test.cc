#include "base/json/parser.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "gtest/gtest.h"

namespace hirewire::json {
namespace {

std::string Nested(size_t levels) {
  return absl::StrCat(std::string(levels, '['), std::string(levels, ']'));
}

std::string Reparsed(std::string body) {
  const absl::StatusOr<Document> document = Parse(std::move(body));
  return document.ok() ? Write(document->root())
                       : std::string(document.status().message());
}

TEST(Parser, RefusesWhatIsNotOneDocument) {
  for (const char* body : {"",
                           "   \n",
                           "{\"a\": 1",
                           "[1, 2",
                           "\"abc",
                           "<html><body>Sorry</body>",
                           "{} {}",
                           "[1] x",
                           "{'a': 1}",
                           "{\"a\" 1}",
                           "{\"a\": }",
                           "[1,]",
                           "nul",
                           "tru",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "+1",
                           "NaN",
                           "Infinity",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"a\nb\"",
                           "\"\xff\xfe\"",
                           "\"\xc0\xaf\"",
                           "]",
                           "}",
                           "{\"a\": 1}}",
                           "\xEF\xBB\xBF",
                           "[1 2]",
                           "{1: 2}"}) {
    const absl::StatusOr<Document> document = Parse(body);
    EXPECT_EQ(document.status().code(), absl::StatusCode::kInvalidArgument)
        << body;
  }
}

TEST(Parser, RepeatsNoContentInErrors) {
  for (const char* body : {"{\"name\": \"Ada Lovelace\"", "Ada Lovelace",
                           "[\"Ada Lovelace\xff\"]"}) {
    const absl::StatusOr<Document> document = Parse(body);
    EXPECT_FALSE(absl::StrContains(document.status().message(), "Ada"));
  }
}

TEST(Parser, TakesNestingUpToItsLimitOnly) {
  EXPECT_TRUE(Parse(Nested(kMaxDepth)).ok());
  EXPECT_EQ(Parse(Nested(10'000)).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Parse(std::string(1'000'000, '[')).ok());
  EXPECT_FALSE(Parse(std::string(100'000, '{')).ok());
}

TEST(Parser, ReadsLoneSurrogatesAsReplacementCharacters) {
  EXPECT_EQ(
      Reparsed(
          R"(["\ud800", "a\uDC00b", "\ud83d\ude00", "\ud800\ud83d\ude00"])"),
      "[\"\uFFFD\",\"a\uFFFDb\",\"\U0001F600\",\"\uFFFD\U0001F600\"]");
}

TEST(Parser, ReadsNumbersBeyondEveryRangeAsStringsOfTheirDigits) {
  EXPECT_EQ(Reparsed("[18446744073709551616, -9223372036854775809, 1]"),
            R"(["18446744073709551616","-9223372036854775809",1])");
  EXPECT_EQ(Reparsed(R"({"a": 1e400, "b": 123456789012345678901234567890})"),
            R"({"a":"1e400","b":"123456789012345678901234567890"})");
}

TEST(Parser, KeepsTheSourceAsItCame) {
  const std::string body = R"( {"a": "\ud800"} )";
  const absl::StatusOr<Document> document = Parse(body);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->source(), body);
}

TEST(Parser, SkipsAByteOrderMark) {
  EXPECT_EQ(Reparsed("\xEF\xBB\xBF[1]"), "[1]");
}

TEST(Parser, KeepsEmojiAndRightToLeftText) {
  EXPECT_EQ(Reparsed(R"({"name":"مريم 👩‍💻"})"),
            R"({"name":"مريم 👩‍💻"})");
}

TEST(Parser, KeepsValuesOfSeveralDocumentsApart) {
  Parser parser;
  Document first = *parser.Parse(R"({"a": "first"})");
  const Value a = *first.root().Find("a");
  Document second = *parser.Parse(R"({"a": "second"})");
  EXPECT_FALSE(parser.Parse("{").ok());
  Document moved = std::move(first);
  EXPECT_EQ(a.AsString(), "first");
  EXPECT_EQ(moved.root().Find("a")->AsString(), "first");
  EXPECT_EQ(second.root().Find("a")->AsString(), "second");
}

TEST(Parser, MayGoBeforeItsDocuments) {
  std::optional<Parser> parser(std::in_place);
  std::vector<Document> documents;
  for (int i = 0; i < 20; ++i) {
    documents.push_back(*parser->Parse(absl::StrCat("[", i, "]")));
  }
  parser.reset();
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ((*documents[i].root().items().begin()).AsInt64(), i);
  }
}

TEST(Parser, ReadsSmallAfterLarge) {
  Parser parser;
  for (int round = 0; round < 3; ++round) {
    std::string large = "[\"" + std::string(3'000'000, 'x') + "\"]";
    ASSERT_TRUE(parser.Parse(std::move(large)).ok());
    const absl::StatusOr<Document> small = parser.Parse("[\"y\"]");
    ASSERT_TRUE(small.ok());
    EXPECT_EQ(Write(small->root()), "[\"y\"]");
  }
}

TEST(Parser, SurvivesEveryTruncationAndRandomDamage) {
  const std::string good =
      R"({"a": [1, -2.5e3, "x\ud83d\ude00\n", {"b": null}], "c": [true, )"
      R"(18446744073709551616]})";
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(Parse(good.substr(0, size)).ok()) << size;
  }
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string bad = good;
    for (int flips = 1 + i % 3; flips > 0; --flips) {
      bad[random() % bad.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<Document> document = Parse(bad);
    if (document.ok()) Write(document->root());
  }
}

}  // namespace
}  // namespace hirewire::json
