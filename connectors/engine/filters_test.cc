#include "connectors/engine/filters.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "base/json/parser.h"
#include "base/status/error.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using connectors::FilterValue;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using Filters = std::vector<FilterValue>;

const absl::Time kTime = absl::FromUnixMillis(1767323045500);

class FiltersTest : public testing::Test {
 protected:
  const CompiledList& ListOf(const std::string& entity) const {
    return *manifest_->entities.at(entity).list;
  }
  v1::ErrorReason ReasonFor(const std::string& entity, const Filters& filters) {
    return ReasonOf(ApplyFilters(ListOf(entity), filters).status());
  }
  bool Pass(const Filters& filters, const std::string& record) {
    const auto applied = ApplyFilters(ListOf("Candidate"), filters);
    EXPECT_TRUE(applied.ok()) << applied.status();
    EXPECT_THAT(QueryOf(applied->native), SizeIs(filters.size() - 1));
    json::Parser parser;
    const auto document = parser.Parse(record);
    expr::Arena arena;
    return Passes(applied->emulated, document->root(), {.arena = arena});
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
};

TEST_F(FiltersTest, NativeFiltersBecomeParameters) {
  const Filters filters = {{"email", "a&b@c"}, {"created_after", kTime}};
  const auto applied = ApplyFilters(ListOf("Candidate"), filters);
  ASSERT_TRUE(applied.ok()) << applied.status();
  EXPECT_THAT(
      QueryOf(applied->native),
      ElementsAre(Pair("email", "a&b@c"), Pair("created", "1767323045500")));
  EXPECT_THAT(applied->emulated, IsEmpty());
  const Filters seconds = {{"updated_after", kTime}};
  EXPECT_THAT(QueryOf(ApplyFilters(ListOf("Job"), seconds)->native),
              ElementsAre(Pair("since", "1767323045")));
}

TEST_F(FiltersTest, FiltersOfOneParameterAreJoined) {
  const Filters filters = {{"updated_after", kTime},
                           {"updated_before", kTime + absl::Hours(1)}};
  EXPECT_THAT(QueryOf(ApplyFilters(ListOf("Candidate"), filters)->native),
              ElementsAre(Pair("updated",
                               "gte|2026-01-02T03:04:05.500Z|"
                               "lt|2026-01-02T04:04:05.500Z")));
}

TEST_F(FiltersTest, WhereTheVendorIncludesTheInstantTheOneBeforeIsAskedFor) {
  const auto manifest = CompileManifest(
      absl::StrReplaceAll(kTestingManifest,
                          {{R"(value: "lt|{value}")",
                            R"(value: "lte|{value}" instant_before: true)"}}),
      "acme");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  const CompiledList& list = *(*manifest)->entities.at("Candidate").list;
  const auto asked = [&](absl::Time bound) {
    const Filters filters = {{"updated_before", bound}};
    return QueryOf(ApplyFilters(list, filters)->native);
  };
  EXPECT_THAT(asked(kTime),
              ElementsAre(Pair("updated", "lte|2026-01-02T03:04:05.499Z")));
  EXPECT_THAT(asked(kTime + absl::Microseconds(1)),
              ElementsAre(Pair("updated", "lte|2026-01-02T03:04:05.500Z")));
}

TEST_F(FiltersTest, WordsThatNobodyKnowsAreOther) {
  const auto manifest = CompileManifest(
      absl::StrReplaceAll(kTestingManifest,
                          {{R"(parameter: "origin")",
                            R"(match: "origin" how: COMPARISON_EQUALS)"},
                           {R"(word: "site" value: "APPLIED")",
                            R"(word: "site" value: "OTHER")"}}),
      "acme");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  const CompiledList& list = *(*manifest)->entities.at("Candidate").list;
  const auto passes = [&](const std::string& value, const std::string& word) {
    const Filters filters = {{"origin", value}};
    const auto applied = ApplyFilters(list, filters);
    json::Parser parser;
    const auto document = parser.Parse("{\"origin\": \"" + word + "\"}");
    expr::Arena arena;
    return Passes(applied->emulated, document->root(), {.arena = arena});
  };
  EXPECT_TRUE(passes("OTHER", "site"));
  EXPECT_TRUE(passes("OTHER", "carrier pigeon"));
  EXPECT_FALSE(passes("OTHER", "web"));
  EXPECT_FALSE(passes("APPLIED", "carrier pigeon"));
}

TEST_F(FiltersTest, EnumsBecomeTheVendorsWord) {
  const Filters known = {{"origin", "APPLIED"}};
  EXPECT_THAT(QueryOf(ApplyFilters(ListOf("Candidate"), known)->native),
              ElementsAre(Pair("origin", "web")));
  EXPECT_EQ(ReasonFor("Candidate", {{"origin", "AGENCY"}}),
            v1::ERROR_REASON_FILTER_UNSUPPORTED);
}

TEST_F(FiltersTest, AListTakesAllWordsOfAValue) {
  const Filters open = {{"status", "OPEN"}};
  EXPECT_THAT(QueryOf(ApplyFilters(ListOf("Job"), open)->native),
              ElementsAre(Pair("state", "live"), Pair("state", "hot")));
  EXPECT_EQ(ReasonFor("Job", {{"status", "DRAFT"}}),
            v1::ERROR_REASON_FILTER_UNSUPPORTED);
}

TEST_F(FiltersTest, WhatCannotBeCombinedIsEmulatedOrRefused) {
  const Filters both = {{"created_after", kTime}, {"updated_after", kTime}};
  const auto applied = ApplyFilters(ListOf("Candidate"), both);
  ASSERT_TRUE(applied.ok()) << applied.status();
  EXPECT_THAT(QueryOf(applied->native), SizeIs(1));
  ASSERT_THAT(applied->emulated, SizeIs(1));
  EXPECT_EQ(applied->emulated[0].value->name, "created_after");
  const absl::Status status =
      ApplyFilters(ListOf("Candidate"), {{"email", "a@b"}, {"tag", "x"}})
          .status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_FILTER_UNSUPPORTED);
  EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "email");
}

TEST_F(FiltersTest, UnknownAndMissingOnesAreNamed) {
  EXPECT_EQ(ReasonFor("Candidate", {{"location", "Bonn"}}),
            v1::ERROR_REASON_FILTER_UNSUPPORTED);
  EXPECT_EQ(ReasonFor("JobStage", {}), v1::ERROR_REASON_ARGUMENT_INVALID);
  const Filters given = {{"job_id", "7"}};
  EXPECT_THAT(ApplyFilters(ListOf("JobStage"), given)->variables,
              ElementsAre(Pair("job_id", "7")));
}

TEST_F(FiltersTest, EmulatedTimesCompareInstants) {
  const Filters filters = {{"created_after", kTime}, {"updated_after", kTime}};
  EXPECT_TRUE(Pass(filters, R"({"created": 1767323045500})"));
  EXPECT_TRUE(Pass(filters, R"({"created": "1767323045501"})"));
  EXPECT_FALSE(Pass(filters, R"({"created": 1767323045499})"));
  // What cannot be read does not pass.
  for (const char* record :
       {"{}", R"({"created": null})", R"({"created": "x"})",
        R"({"created": [1767323045500]})", "null", "[]"}) {
    EXPECT_FALSE(Pass(filters, record)) << record;
  }
}

TEST_F(FiltersTest, EmulatedTextComparesMembersAndTypes) {
  const auto tag = [this](const char* record) {
    const Filters filters = {{"tag", "7"}, {"origin", "APPLIED"}};
    return Pass(filters, record);
  };
  EXPECT_TRUE(tag(R"({"tags": ["a", "7"]})"));
  EXPECT_TRUE(tag(R"({"tags": [7]})"));
  EXPECT_TRUE(tag(R"({"tags": "7"})"));
  EXPECT_FALSE(tag(R"({"tags": ["77", "a7", null, {"x": 7}]})"));
  EXPECT_FALSE(tag(R"({"tags": {"7": "7"}})"));
  const Filters flag = {{"private", "false"}, {"origin", "APPLIED"}};
  EXPECT_TRUE(Pass(flag, R"({"private": false})"));
  EXPECT_FALSE(Pass(flag, R"({"private": true})"));
  EXPECT_FALSE(Pass(flag, R"({"private": null})"));
}

}  // namespace
}  // namespace hirewire::engine
