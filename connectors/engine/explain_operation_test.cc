// Explanations over a fake wire.
#include "connectors/engine/explain_operation.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "connectors/api/query.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::engine {
namespace {

using connectors::ExplainQuery;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kApplications[] = R"pb(
  entities {
    message: "Application"
    list { request { path: "/applications" records: "rows" } }
    get { path: "/applications/{id}" records: "row" }
    joins {
      name: "sources"
      request { path: "/sources" scope: "sources:read" }
      row_key: "id"
    }
    fields { to: "id" from: "id" }
    fields { to: "source_name" from: "lookup('sources', source_id).name" }
    fields { to: "status" from: "archived.reason || 'open'" table: "stages" }
    fields { to: "create_time" from: "created" }
    fields {
      to: "answers"
      each: "form.answers"
      fields { to: "question" from: "text" }
      fields { to: "value" from: "value" kind: "type" }
    }
    fields {
      to: "custom_fields"
      each: "entries(custom)"
      fields { to: "key" from: "key" }
    }
  }
)pb";

ExplainQuery OfSample(const std::string& entity, bool list,
                      const std::string& json) {
  ExplainQuery query;
  query.entity = entity;
  query.list = list;
  query.sample_json = json;
  return query;
}

ExplainQuery Live(const std::string& entity, const std::string& id) {
  ExplainQuery query;
  query.entity = entity;
  query.id = id;
  return query;
}

class ExplainTest : public testing::Test {
 protected:
  absl::StatusOr<v1::MappingExplanation> Explain(ExplainQuery query) {
    return vendor_.Explain(std::move(query));
  }
  absl::StatusOr<v1::MappingExplanation> Sample(const std::string& json,
                                                bool list = true) {
    return Explain(OfSample("Application", list, json));
  }
  static v1::RuleExplanation Rule(const v1::MappingExplanation& explanation,
                                  const std::string& field) {
    for (const v1::RuleExplanation& rule : explanation.rules()) {
      if (rule.field_path() == field) return rule;
    }
    ADD_FAILURE() << "no rule for " << field;
    return {};
  }

  TestingVendor vendor_{absl::StrCat(kTestingManifest, kApplications)};
};

TEST_F(ExplainTest, ShowsEveryRuleInTheOrderOfTheManifest) {
  const auto shown = Sample(R"({"id": 7})");
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->vendor(), "acme");
  EXPECT_EQ(shown->manifest_version(), "7");
  EXPECT_EQ(shown->entity(), "Application");
  EXPECT_EQ(shown->record_json(),
            R"({"id":"7","status":"APPLICATION_STATUS_ACTIVE",)"
            R"("status_source":"open"})");
  std::vector<std::string> fields;
  int line = 0;
  for (const v1::RuleExplanation& rule : shown->rules()) {
    fields.push_back(rule.field_path());
    EXPECT_GT(rule.manifest_line(), line);
    line = rule.manifest_line();
  }
  EXPECT_THAT(fields,
              ElementsAre("id", "source_name", "status", "create_time",
                          "answers", "answers.question", "answers.value",
                          "custom_fields", "custom_fields.key"));
  EXPECT_THAT(vendor_.asked(), IsEmpty());
  EXPECT_EQ(vendor_.cost().vendor_calls, 0);
}

TEST_F(ExplainTest, NamesThePathsThatAreRead) {
  const auto shown = Sample(R"({"id": 7})");
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(Rule(*shown, "status").expression(), "archived.reason || 'open'");
  EXPECT_THAT(Rule(*shown, "status").vendor_paths(),
              ElementsAre("archived.reason"));
  EXPECT_THAT(Rule(*shown, "answers.value").vendor_paths(),
              ElementsAre("form.answers[].value", "form.answers[].type"));
  EXPECT_EQ(Rule(*shown, "answers.value").kind_expression(), "type");
  EXPECT_THAT(Rule(*shown, "custom_fields.key").vendor_paths(),
              ElementsAre("(entries(custom))[].key"));
}

TEST_F(ExplainTest, CountsValuesBelowEach) {
  const auto shown = Sample(R"({"id": 7, "form": {"answers": [
      {"text": "Why?", "value": "because"}, {"text": {}, "value": 3},
      null, {"value": null}]}})");
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(Rule(*shown, "answers").value_count(), 3);
  EXPECT_EQ(Rule(*shown, "answers.value").value_count(), 2);
  const v1::RuleExplanation question = Rule(*shown, "answers.question");
  EXPECT_EQ(question.value_count(), 1);
  ASSERT_THAT(question.issues(), SizeIs(1));
  EXPECT_EQ(question.issues(0).reason(), v1::RECORD_ISSUE_REASON_TYPE_MISMATCH);
  EXPECT_EQ(question.issues(0).vendor_path(), "text");
  EXPECT_THAT(shown->issues(), SizeIs(1));
}

TEST_F(ExplainTest, TellsOutcomesApart) {
  const auto shown = Sample(R"({"id": 7, "created": "some day"})");
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(Rule(*shown, "id").outcome(), v1::RULE_OUTCOME_VALUE);
  EXPECT_EQ(Rule(*shown, "answers").outcome(), v1::RULE_OUTCOME_EMPTY);
  EXPECT_EQ(Rule(*shown, "create_time").outcome(), v1::RULE_OUTCOME_ISSUE);
  EXPECT_EQ(Rule(*shown, "create_time").issues(0).reason(),
            v1::RECORD_ISSUE_REASON_FORMAT_INVALID);
  const v1::RuleExplanation source = Rule(*shown, "source_name");
  EXPECT_EQ(source.outcome(), v1::RULE_OUTCOME_LOOKUP_MISSING);
  ASSERT_THAT(source.lookups(), SizeIs(1));
  EXPECT_EQ(source.lookups(0).name(), "sources");
  EXPECT_EQ(source.lookups(0).state(), v1::LOOKUP_STATE_NOT_LOADED);
}

TEST_F(ExplainTest, ShowsWhatWordsBecame) {
  const auto known = Sample(R"({"id": 7, "archived": {"reason": "no"}})");
  const v1::RuleWord word = Rule(*known, "status").words(0);
  EXPECT_EQ(word.word(), "no");
  EXPECT_EQ(word.value(), "APPLICATION_STATUS_REJECTED");
  EXPECT_TRUE(word.known());
  const auto other = Sample(R"({"id": 7, "archived": {"reason": "frozen"}})");
  EXPECT_EQ(Rule(*other, "status").words(0).value(),
            "APPLICATION_STATUS_OTHER");
  EXPECT_FALSE(Rule(*other, "status").words(0).known());
  EXPECT_THAT(vendor_.drift().Of(""), IsEmpty());
}

TEST_F(ExplainTest, GivesValuesOnlyWhereAsked) {
  ExplainQuery query = OfSample(
      "Application", true,
      R"({"id": 7, "form": {"answers": [{"text": "a"}, {"text": "b"}]}})");
  EXPECT_THAT(Rule(*Explain(query), "id").values_json(), IsEmpty());
  query.include_values = true;
  const auto shown = Explain(query);
  EXPECT_THAT(Rule(*shown, "id").values_json(), ElementsAre("7"));
  EXPECT_THAT(Rule(*shown, "answers.question").values_json(),
              ElementsAre("\"a\"", "\"b\""));
}

TEST_F(ExplainTest, TakesTheFirstRecordOfAWholeAnswer) {
  const auto id_of = [&](const std::string& json, bool list) {
    ExplainQuery query = OfSample("Application", list, json);
    query.include_values = true;
    const auto shown = Explain(query);
    return shown.ok() ? Rule(*shown, "id").values_json(0)
                      : std::string(shown.status().message());
  };
  EXPECT_EQ(id_of(R"({"rows": [{"id": 1}, {"id": 2}], "id": 9})", true), "1");
  EXPECT_EQ(id_of(R"({"row": {"id": 3}})", false), "3");
  // Not what the manifest calls an answer: the record itself.
  EXPECT_EQ(id_of(R"({"rows": ["x"], "id": 4})", true), "4");
  EXPECT_EQ(id_of(R"({"rows": [{"id": 1}], "id": 5})", false), "5");
}

TEST_F(ExplainTest, OfAListInsideARecordItExplainsTheFirstElement) {
  const auto shown = Explain(
      OfSample("Activity", false,
               R"({"id": "7", "stages": [{"stage": "a"}, {"stage": "b"}]})"));
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->record_json(), R"({"id":"7~0","subject":"a"})");
  EXPECT_THAT(Rule(*shown, "subject").vendor_paths(),
              ElementsAre("item.stage"));
}

TEST_F(ExplainTest, ASampleKnowsNothingOfTheRequest) {
  const auto shown = Explain(OfSample("Attachment", false, R"({"id": 7})"));
  ASSERT_TRUE(shown.ok()) << shown.status();
  const v1::RuleExplanation rule = Rule(*shown, "application_id");
  EXPECT_EQ(rule.outcome(), v1::RULE_OUTCOME_LOOKUP_MISSING);
  EXPECT_EQ(rule.lookups(0).name(), "request");
}

TEST_F(ExplainTest, WhatComesAlongInASampleIsLookedInto) {
  const auto shown = Explain(OfSample("Job", true,
                                      R"({"data": [{"id": 1, "team_id": 5}],
          "included": [{"id": 5, "name": "Robots"}]})"));
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(Rule(*shown, "team").lookups(0).state(), v1::LOOKUP_STATE_LOADED);
  EXPECT_TRUE(absl::StrContains(shown->record_json(), R"("team":"Robots")"));
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

TEST_F(ExplainTest, RefusesWhatIsNoSample) {
  const std::string deep = std::string(5000, '[') + std::string(5000, ']');
  for (const std::string& json :
       {std::string("{"), std::string("<html>"), std::string("7"),
        std::string("null"), std::string("[{\"id\": 1}]"),
        std::string("\"canary\""), std::string("{\"rows\": []}"),
        std::string("{} {}"), std::string("\xff"), deep,
        absl::StrCat("{\"id\": ", deep, "}")}) {
    const absl::Status status = Sample(json).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID)
        << json.substr(0, 20) << status;
    EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "sample_json");
    EXPECT_FALSE(absl::StrContains(status.message(), "canary"));
  }
  EXPECT_EQ(
      ReasonOf(Explain(OfSample("Activity", false, R"({"id": 7})")).status()),
      v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(ExplainTest, WhatIsNotSupportedIsNotExplained) {
  EXPECT_EQ(ReasonOf(Explain(OfSample("Activity", true, "{}")).status()),
            v1::ERROR_REASON_OPERATION_UNSUPPORTED);
  EXPECT_EQ(ReasonOf(Explain(OfSample("Tag", false, "{}")).status()),
            v1::ERROR_REASON_OPERATION_UNSUPPORTED);
}

TEST_F(ExplainTest, ALiveRecordIsLoadedWithItsLookUps) {
  vendor_.Serve("/v2/applications/7", R"({"row": {"id": 7, "source_id": 3}})");
  vendor_.Serve("/v2/sources", R"([{"id": 3, "name": "Fair"}])");
  const auto shown = Explain(Live("Application", "7"));
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_TRUE(
      absl::StrContains(shown->record_json(), R"("source_name":"Fair")"));
  EXPECT_EQ(Rule(*shown, "source_name").outcome(), v1::RULE_OUTCOME_VALUE);
  EXPECT_EQ(Rule(*shown, "source_name").lookups(0).state(),
            v1::LOOKUP_STATE_LOADED);
  EXPECT_EQ(vendor_.cost().vendor_calls, 2);
}

TEST_F(ExplainTest, ADeniedLookUpIsSaid) {
  vendor_.Serve("/v2/applications/7", R"({"row": {"id": 7, "source_id": 3}})");
  vendor_.Serve("/v2/sources", "", 403);
  const auto shown = Explain(Live("Application", "7"));
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(Rule(*shown, "source_name").outcome(),
            v1::RULE_OUTCOME_LOOKUP_MISSING);
  EXPECT_EQ(Rule(*shown, "source_name").lookups(0).state(),
            v1::LOOKUP_STATE_DENIED);
  ASSERT_THAT(shown->issues(), SizeIs(1));
  EXPECT_EQ(shown->issues(0).reason(), v1::RECORD_ISSUE_REASON_LOOKUP_FAILED);
}

TEST_F(ExplainTest, AnotherRecordThanAskedForIsNotFound) {
  vendor_.Serve("/v2/applications/7", R"({"row": {"id": 8}})");
  vendor_.Serve("/v2/sources", "[]");
  const absl::Status status = Explain(Live("Application", "7")).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
  EXPECT_EQ(DetailsOf(status)->metadata.at("operation"), "Application.get");
}

}  // namespace
}  // namespace hirewire::engine
