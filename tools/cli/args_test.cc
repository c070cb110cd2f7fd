#include "tools/cli/args.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

absl::StatusOr<Args> Parse(const std::vector<std::string>& words) {
  return ParseArgs(words, {{"page-size", FlagSpec::kValue},
                           {"filter", FlagSpec::kRepeated},
                           {"json", FlagSpec::kSwitch}});
}

std::string ErrorOf(const std::vector<std::string>& words) {
  return std::string(Parse(words).status().message());
}

TEST(Args, TellsWordsFromFlagsInAnyOrder) {
  const Args args =
      Parse({"list", "--json", "candidates", "--page-size", "7"}).value();
  EXPECT_THAT(args.words(), ElementsAre("list", "candidates"));
  EXPECT_TRUE(args.Has("json"));
  EXPECT_EQ(*args.Number("page-size").value(), 7);
}

TEST(Args, TakesBothSpellingsOfNamesAndValues) {
  EXPECT_EQ(*Parse({"--page_size=7"})->Value("page-size"), "7");
  EXPECT_EQ(*Parse({"--page-size", "7"})->Value("page-size"), "7");
  EXPECT_EQ(*Parse({"--page-size="})->Value("page-size"), "");
}

TEST(Args, KeepsEveryValueOfARepeatedFlagAndWhatFollowsAnEqualsSign) {
  EXPECT_THAT(Parse({"--filter", "a=b=c", "--filter=d=e"})->Values("filter"),
              ElementsAre("a=b=c", "d=e"));
}

TEST(Args, WhatIsNotGivenIsAbsent) {
  const Args args = Parse({}).value();
  EXPECT_FALSE(args.Has("json"));
  EXPECT_FALSE(args.Value("page-size").has_value());
  EXPECT_EQ(args.ValueOr("page-size", "9"), "9");
  EXPECT_FALSE(args.Number("page-size")->has_value());
  EXPECT_THAT(args.Values("filter"), IsEmpty());
}

TEST(Args, AValueMayLookLikeAFlag) {
  EXPECT_EQ(*Parse({"--page-size", "--json"})->Value("page-size"), "--json");
}

TEST(Args, TwoDashesEndTheFlags) {
  EXPECT_THAT(Parse({"get", "--", "--json"})->words(),
              ElementsAre("get", "--json"));
}

TEST(Args, NamesTheFlagThatIsWrong) {
  EXPECT_EQ(ErrorOf({"--jsn"}), "--jsn is no flag of this command");
  EXPECT_EQ(ErrorOf({"--page-size"}), "--page-size lacks its value");
  EXPECT_EQ(ErrorOf({"--json=1"}), "--json takes no value");
  EXPECT_EQ(ErrorOf({"--page-size=1", "--page_size=2"}),
            "--page-size is there twice");
}

TEST(Args, ANumberMustBeOne) {
  for (const char* text : {"x", "-1", "", "1.5", "99999999999"}) {
    EXPECT_FALSE(Parse({"--page-size", text})->Number("page-size").ok())
        << text;
  }
}

}  // namespace
}  // namespace hirewire::cli
