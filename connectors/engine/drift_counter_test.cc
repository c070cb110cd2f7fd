#include "connectors/engine/drift_counter.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/json/parser.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/unknown_words.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DriftCounterTest : public testing::Test {
 protected:
  DriftCounterTest() {
    schema_->list.read = {"id", "name"};
    schema_->get.read = {"id", "notes"};
    schema_->known = {"id", "name", "notes", "ignored"};
    schema_->personal_words = {"gender"};
  }

  void Sample(const std::string& record, PlanKind kind = PlanKind::kList) {
    now_ += absl::Seconds(1);
    const json::Document document = json::Parse(record).value();
    counter_.Sample(schema_, kind, document.root(), now_, news_);
  }
  void Words(const std::string& field, const std::string& word) {
    Rule rule;
    rule.to = field;
    UnknownWords words;
    words.Note(rule, word);
    counter_.NoteWords(*schema_, words, now_, news_);
  }
  v1::EntityDrift Report() const {
    v1::EntityDrift out;
    counter_.Report(out);
    return out;
  }
  std::vector<std::string> Vanished() const {
    std::vector<std::string> names;
    const v1::EntityDrift report = Report();
    for (const auto& field : report.vanished_fields()) {
      names.push_back(field.name());
    }
    return names;
  }

  std::shared_ptr<EntitySchema> schema_ = std::make_shared<EntitySchema>();
  DriftCounter counter_;
  std::vector<DriftNews> news_;
  absl::Time now_ = absl::FromUnixSeconds(1000);
};

TEST_F(DriftCounterTest, WhatIsKnownIsNoDrift) {
  counter_.NoteRecords(7, now_);
  Sample(R"({"id": 1, "name": "x", "ignored": [], "notes": null})");
  const v1::EntityDrift report = Report();
  EXPECT_EQ(report.record_count(), 7);
  EXPECT_EQ(report.sample_count(), 1);
  EXPECT_EQ(report.first_seen_time().seconds(), 1000);
  EXPECT_THAT(report.new_fields(), IsEmpty());
  EXPECT_THAT(news_, IsEmpty());
}

TEST_F(DriftCounterTest, ANewFieldIsNamedAndIsNewsOnce) {
  Sample(R"({"id": 1, "pronouns": "secret"})");
  Sample(R"({"id": 2, "pronouns": "secret"})");
  const v1::EntityDrift report = Report();
  ASSERT_THAT(report.new_fields(), SizeIs(1));
  EXPECT_EQ(report.new_fields(0).name(), "pronouns");
  EXPECT_EQ(report.new_fields(0).count(), 2);
  EXPECT_EQ(report.new_fields(0).first_seen_time().seconds(), 1001);
  EXPECT_EQ(report.new_fields(0).last_seen_time().seconds(), 1002);
  ASSERT_THAT(news_, SizeIs(1));
  EXPECT_EQ(news_[0].field, "pronouns");
  EXPECT_EQ(report.DebugString().find("secret"), std::string::npos);
}

TEST_F(DriftCounterTest, ElementsOfChildrenAreLookedAt) {
  schema_->list.children = true;
  Sample(R"({"item": {"id": 1, "extra": 2}, "parent": {"other": 1}})");
  Sample(R"({"item": "a text", "parent": {}})");
  ASSERT_THAT(Report().new_fields(), SizeIs(1));
  EXPECT_EQ(Report().new_fields(0).name(), "extra");
  EXPECT_EQ(Report().sample_count(), 1);
}

TEST_F(DriftCounterTest, WhoKnowsWholeRecordsFindsNothingNew) {
  schema_->reads_all = true;
  Sample(R"({"anything": 1})");
  EXPECT_THAT(Report().new_fields(), IsEmpty());
}

TEST_F(DriftCounterTest, NamesThatLookLikeDataAreOnlyCounted) {
  Sample(absl::StrCat(
      R"({"4711": 1, "ada@example.com": 1, "": 1, "+1 555-0100": 1,)",
      R"("3fa85f64-5717-4562-b3fc-2c963f66afa6": 1, ")", std::string(65, 'x'),
      R"(": 1})"));
  EXPECT_THAT(Report().new_fields(), IsEmpty());
  EXPECT_EQ(Report().other_field_count(), 6);
  EXPECT_THAT(news_, IsEmpty());
  EXPECT_FALSE(LooksLikeData("decade"));
  EXPECT_FALSE(LooksLikeData(std::string(64, 'x')));
  EXPECT_FALSE(LooksLikeData("address2"));
}

TEST_F(DriftCounterTest, AHostileVendorCannotFillMemory) {
  std::string record = R"({"id": 1)";
  for (int i = 0; i < 5000; ++i) {
    absl::StrAppend(&record, ", \"field", i, "\": 1");
  }
  Sample(record + "}");
  for (int i = 0; i < 5000; ++i) Words("status", absl::StrCat("word", i));
  const v1::EntityDrift report = Report();
  EXPECT_THAT(report.new_fields(), SizeIs(50));
  EXPECT_EQ(report.other_field_count(), 4950);
  EXPECT_THAT(report.new_words(), SizeIs(50));
  EXPECT_EQ(report.other_word_count(), 4950);
  EXPECT_THAT(news_, SizeIs(100));
}

TEST_F(DriftCounterTest, AFieldIsGoneAfterTwoHundredSamplesWithoutIt) {
  Sample(R"({"id": 1, "name": "x"})");
  for (int i = 0; i < 199; ++i) Sample(R"({"id": 1})");
  EXPECT_THAT(Vanished(), IsEmpty());
  Sample(R"({"id": 1})");
  EXPECT_THAT(Vanished(), ElementsAre("name"));
  EXPECT_EQ(Report().vanished_fields(0).count(), 1);
  EXPECT_EQ(Report().vanished_fields(0).last_seen_time().seconds(), 1001);
  Sample(R"({"id": 1, "name": null})");
  EXPECT_THAT(Vanished(), IsEmpty());
}

TEST_F(DriftCounterTest, AFieldThatNeverWasThereIsGoneToo) {
  for (int i = 0; i < 200; ++i) Sample(R"({"id": 1})");
  ASSERT_THAT(Vanished(), ElementsAre("name"));
  EXPECT_EQ(Report().vanished_fields(0).count(), 0);
  EXPECT_FALSE(Report().vanished_fields(0).has_last_seen_time());
}

TEST_F(DriftCounterTest, WhatListsLackAndGetsHaveIsNotGone) {
  schema_->list.read.insert("notes");
  for (int i = 0; i < 200; ++i) Sample(R"({"id": 1, "name": 1})");
  EXPECT_THAT(Vanished(), ElementsAre("notes"));
  Sample(R"({"id": 1, "notes": 1})", PlanKind::kGet);
  EXPECT_THAT(Vanished(), IsEmpty());
}

TEST_F(DriftCounterTest, AnotherSchemaIsLookedForFromItsBeginning) {
  for (int i = 0; i < 150; ++i) Sample(R"({"id": 1, "name": 1})");
  auto wider = std::make_shared<EntitySchema>(*schema_);
  wider->list.read.insert("lifted");
  wider->known.insert("lifted");
  schema_ = wider;
  for (int i = 0; i < 199; ++i) Sample(R"({"id": 1, "name": 1})");
  EXPECT_THAT(Vanished(), IsEmpty());
  Sample(R"({"id": 1, "name": 1})");
  EXPECT_THAT(Vanished(), ElementsAre("lifted"));
}

TEST_F(DriftCounterTest, NewWordsAreNamedUnlessTheyArePersonal) {
  Words("status", "paused");
  Words("status", "paused");
  Words("gender", "a word");
  Words("status", "ada@example.com");
  const v1::EntityDrift report = Report();
  ASSERT_THAT(report.new_words(), SizeIs(1));
  EXPECT_EQ(report.new_words(0).field_path(), "status");
  EXPECT_EQ(report.new_words(0).word(), "paused");
  EXPECT_EQ(report.new_words(0).count(), 2);
  EXPECT_EQ(report.other_word_count(), 2);
  ASSERT_THAT(news_, SizeIs(1));
  EXPECT_EQ(news_[0].word, "paused");
}

}  // namespace
}  // namespace hirewire::engine
